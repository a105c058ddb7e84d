"""Letters: drafts, numbers, registration, the register and its chain."""
