"""Verified copies of the data file: made, kept in tiers, listed, put back."""
