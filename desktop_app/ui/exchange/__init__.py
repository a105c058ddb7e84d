"""Tables that come in and go out, as any screen may offer them."""
