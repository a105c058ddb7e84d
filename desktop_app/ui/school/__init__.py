"""Школа: who we are."""
