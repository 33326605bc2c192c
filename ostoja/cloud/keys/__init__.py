"""Texts that outlive an account or lie in backups, sealed under keys that can be destroyed."""
