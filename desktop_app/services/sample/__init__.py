"""The sample school: a year's record to look around in."""
