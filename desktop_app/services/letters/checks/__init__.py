"""The rules of the checker, a small file a subject; ``findings`` puts them together."""
