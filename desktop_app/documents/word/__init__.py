"""Papers as Word files for editing: the same content, figures and text as the pages."""
