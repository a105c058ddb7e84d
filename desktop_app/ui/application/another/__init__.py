"""Another window of this program on this PC: found by the lock of its file, and asked to come forward."""
