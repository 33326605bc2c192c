"""Letters leave through the same door: each is an entry before it goes to the operator's mail server."""

import hashlib
from collections.abc import Sequence
from secrets import token_bytes

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from ostoja.cloud.accounts.queries import person_at
from ostoja.cloud.disclosures.flows import Entry, State, settle, write

RECIPIENT, PURPOSE = "email_operators", "app.transactional_mail"
CATEGORIES = ("acc.locale", "id.email")


class DisclosedMail(BaseEmailBackend):
    """Writes down that a letter leaves, and hands it to the real back-end."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send letters, each after its entry; how many left."""
        real = get_connection(settings.MAIL_BACKEND, fail_silently=self.fail_silently)
        return sum(self.send_one(real, letter) for letter in email_messages)

    def send_one(self, real: BaseEmailBackend, letter: EmailMessage) -> int:
        """Send one letter.

        Raises: DatabaseError when its entry cannot be written, and then nothing left; whatever the real back-end does.
        """
        people = [person for to in letter.recipients() if (person := person_at(to)) is not None]
        commitment = hashlib.sha256(token_bytes(16) + letter.message().as_bytes()).hexdigest()
        entry = write(Entry(RECIPIENT, PURPOSE, CATEGORIES, "", "", commitment), people, timezone.now())
        try:
            sent = real.send_messages([letter]) or 0
        except Exception:
            settle(entry, State.FAILED)
            raise
        settle(entry, State.SENT if sent else State.FAILED)
        return sent
