"""Compliance: for each requirement done, in progress or overdue, why, and by what evidence."""
