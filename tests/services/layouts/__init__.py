"""Stories about layout profiles."""
