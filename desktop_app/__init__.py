"""Otklik: a school's desk for answering a ministry's letter."""

__version__ = "0.6.0"
