"""Tables that come in and go out: spreadsheets, CSV, the clipboard."""
