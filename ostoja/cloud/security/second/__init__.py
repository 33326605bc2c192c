"""Second factors and passkeys: codes from an app on a phone, codes for a lost phone, keys that need no password."""
