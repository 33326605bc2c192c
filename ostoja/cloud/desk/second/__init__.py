"""The second factor of staff: a code from an app on their phone, or one of the codes for a lost phone."""
