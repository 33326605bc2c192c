"""What happens to people that parts further up have to hear of."""

from django.dispatch import Signal

closing = Signal()
"""An account is about to end; sent with ``person`` and ``now``, within the same transaction, once."""

rectified = Signal()
"""Somebody corrected what is known of them; sent with ``person``, within the same transaction."""
