"""What surrounds the window: settings, the lock of a file, crashes, opening and making files."""
