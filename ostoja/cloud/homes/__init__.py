"""Homes: who belongs to which, which gateway speaks for it, and what opens its road."""
