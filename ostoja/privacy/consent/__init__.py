"""What a person decided about purposes, and what therefore may be done."""
