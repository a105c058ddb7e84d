"""Texts of the papers: templates the school may edit, what they may say, and the way from record to words."""
