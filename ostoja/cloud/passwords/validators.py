"""What Django asks about a new password, beside how long it is and whether everybody uses it."""

import logging
import unicodedata
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

from ostoja.cloud.passwords.sums import holds
from ostoja.cloud.web.texts import lazy_text

log = logging.getLogger(__name__)

# Of 4: not to be guessed by whoever has stolen the table of hashes, in 10**8 tries or less.
GOOD = 3
# More signs make no password weaker, and the estimate's time grows steeply with those that stand for letters: "4@3$"
# take 40 ms at 24 signs and over a second at 48.
LOOKED_AT = 24
ABOUT_THEM = ("email", "first_name", "last_name")


def plain(password: str) -> str:
    """A password in one form, whichever of its own a keyboard gives its letters.

    Source: NIST SP 800-63B, section 3.1.1.2; Unicode Standard Annex 15.
    """
    return unicodedata.normalize("NFKC", password)


class Unguessable:
    """Refuses what somebody would guess who knows how people choose passwords, and who this one is."""

    def validate(self, password: str, user: Any = None) -> None:
        """Nothing, when it is hard to guess.

        Raises: ValidationError.
        """
        about = [str(getattr(user, name, "")) for name in ABOUT_THEM]
        known = [part for one in about for part in {one, *one.split("@")} if part]
        if zxcvbn(plain(password)[:LOOKED_AT], user_inputs=known)["score"] < GOOD:
            raise ValidationError(self.get_help_text(), code="password_guessable")

    def get_help_text(self) -> Any:
        """What to do instead."""
        return lazy_text("error.password_guessable")


class Unleaked:
    """Refuses what stands in the operator's list of leaked passwords; nothing is asked of anybody else."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - Django's signature
        """Nothing, when it is not in the list.

        Raises: ValidationError.
        """
        try:
            is_leaked = holds(settings.PASSWORDS_FILE, password) or holds(settings.PASSWORDS_FILE, plain(password))
        except OSError:
            # Nobody is kept out by a broken disk; the operator reads of it.
            log.exception("the list of leaked passwords cannot be read")
            return
        if is_leaked:
            raise ValidationError(self.get_help_text(), code="password_leaked")

    def get_help_text(self) -> Any:
        """What to do instead."""
        return lazy_text("error.password_leaked")
