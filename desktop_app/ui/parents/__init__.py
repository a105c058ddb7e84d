"""The parents' screen: who has been told."""
