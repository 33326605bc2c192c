"""Backups of the office's database, and a restore that stays closed until nobody who was erased is in it."""
