"""Stories about numbers, papers and the register."""
