"""The card file: a school described in TOML."""
