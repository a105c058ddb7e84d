"""The commands of the command line, one file a subject; the parser is made in ``cli``."""
