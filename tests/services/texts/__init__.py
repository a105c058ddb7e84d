"""Stories about the templates of the papers' texts."""
