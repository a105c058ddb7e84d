"""The coordinator's screen: who answers for the project, since when, by which order, and the chat."""
