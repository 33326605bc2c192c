"""Breaches: whom one touched, by when the authority must know, and the register of all of them."""
