"""The password of a file: set, changed, taken away; the printed key; the copies made before."""
