"""Papers: facts from the record, their text, and the contract with whoever draws them."""
