"""The password of the file as the user meets it: typed, set, forgotten, printed."""
