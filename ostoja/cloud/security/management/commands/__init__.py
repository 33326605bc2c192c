"""Commands of the operator about accounts."""
