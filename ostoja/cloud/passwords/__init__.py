"""Which passwords are too weak: what somebody would guess, and what is in the operator's list of leaked ones."""
