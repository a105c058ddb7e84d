"""The window around the pages: rail, header, message line, status bar; it knows nothing about any page."""
