"""Damaged and hostile pages: read to an answer or refused, and nothing beside their folder is touched."""
