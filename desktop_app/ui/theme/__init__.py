"""Colours, spacing and icons: one palette for light, one for dark, one accent."""
