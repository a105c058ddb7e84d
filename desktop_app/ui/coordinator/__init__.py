"""The screen «Координатор»: who, since when, by which order."""
