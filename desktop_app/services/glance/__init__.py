"""A look at a record before it can be worked with."""
