"""Requests as staff handle them: entered, checked, extended, answered, refused."""
