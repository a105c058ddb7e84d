"""The outreach log and coverage by class."""
