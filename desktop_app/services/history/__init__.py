"""The change history: recording, undo and redo."""
