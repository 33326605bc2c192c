"""What whoever looks after a home may want to know of its gateway: figures, and nobody's names."""
