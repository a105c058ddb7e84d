"""Everything a stranger can hand the program: refused with a sentence, or taken in whole, no third way."""
