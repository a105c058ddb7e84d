"""Обзор: where do we stand with this letter."""
