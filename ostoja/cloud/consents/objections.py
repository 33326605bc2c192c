"""An objection that somebody has to weigh, which parts further up hear of.

Source: GDPR art. 21(1); decision D34.
"""

from django.dispatch import Signal

objected = Signal()
"""A person objected to what rests on an interest and is no advertising; within the same transaction.

Sent with ``person``, whom it is about, ``by``, who pressed, ``words``, what it is about, and ``now``.
"""
