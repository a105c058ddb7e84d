"""What can be done: use cases, rules and transactions; plain Python."""
