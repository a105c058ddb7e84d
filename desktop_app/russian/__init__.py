"""The Russian language: cases, plurals, dates in words, non-breaking spaces; pure functions."""
