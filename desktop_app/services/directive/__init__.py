"""Directives: incoming letters and what they want done."""
