"""What happens to people that parts further up have to hear of."""

from django.dispatch import Signal

rectified = Signal()
"""Somebody corrected what is known of them; sent with ``person``, within the same transaction."""
