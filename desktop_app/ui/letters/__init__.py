"""The screen «Письма»: what do we send."""
