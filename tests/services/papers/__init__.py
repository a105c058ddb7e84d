"""Stories about the words of the papers."""
