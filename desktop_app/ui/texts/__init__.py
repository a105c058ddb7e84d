"""The editor of the papers' texts."""
