"""The first run: four steps, each can be skipped."""
