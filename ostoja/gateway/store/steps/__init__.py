"""The steps by which the store came to its form, a module each, in the order of their numbers."""
