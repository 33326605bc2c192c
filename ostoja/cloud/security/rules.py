"""What holds for the safety of an account, as plain decisions."""

import hashlib
import ipaddress
from datetime import timedelta
from enum import StrEnum

# For as long as a browser is known; the policy's rule on sessions ends the row, and the cookie is worth nothing then.
KNOWN_FOR = timedelta(days=90)
# Whoever guesses at a password is written down so often in an hour, so that nobody fills somebody's page.
MOST_FAILURES = 20
VICINITY_BITS = {4: 24, 6: 48}


class Kind(StrEnum):
    """What can happen to an account, as its owner reads it."""

    SIGNED_IN = "signed_in"
    NEW_BROWSER = "new_browser"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - the name of an event
    SIGNED_OUT = "signed_out"
    BROWSER_ENDED = "browser_ended"
    OTHERS_ENDED = "others_ended"
    DISOWNED = "disowned"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the same
    SECOND_ADDED = "second_added"
    SECOND_REMOVED = "second_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    CODES_MADE = "codes_made"
    CODE_USED = "code_used"
    WRONG_CODE = "wrong_code"
    EMAIL_CHANGED = "email_changed"
    SWITCHED_OFF = "switched_off"
    SWITCHED_ON = "switched_on"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - the same


def vicinity(address: str) -> str:
    """Roughly where a request came from: enough for its owner to know it again, and too little to point at a line.

    The first 24 bits of an address of version 4, the first 48 of one of version 6; nothing for what is no address.
    """
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    known = getattr(known, "ipv4_mapped", None) or known
    return str(ipaddress.ip_network((known, VICINITY_BITS[known.version]), strict=False))


def recognition(person: str, secret: str) -> str:
    """The form in which a browser is known to one person; another person's row for it looks nothing like this one.

    A plain sum will do: the secret has 256 random bits.
    """
    return hashlib.sha256(f"{person} {secret}".encode()).hexdigest()
