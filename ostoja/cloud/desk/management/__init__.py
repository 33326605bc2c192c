"""Commands of the operator about staff."""
