"""Ostoja: a self-hosted smart-building cloud whose privacy policy is executable."""
