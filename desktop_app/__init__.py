"""Otklik: a school's desk for answering a ministry's letter."""

__version__ = "0.7.0"
