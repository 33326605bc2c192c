"""What holds for accounts, as plain decisions."""

import functools
import unicodedata
from datetime import datetime, timedelta
from zoneinfo import available_timezones

UNVERIFIED_FOR = timedelta(hours=24)
DEFAULT_TIME_ZONE = "Europe/Warsaw"
LONGEST_NAME = 60
# Source: RFC 5321 section 4.5.3.1.3, less the two brackets.
LONGEST_ADDRESS = 254
REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
# Fillers, blanks and selectors that Unicode counts among letters, signs and marks, though nobody sees them. The two
# selectors that choose how a sign is drawn, U+FE0E and U+FE0F, may stand beside something that is seen.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | frozenset(
    chr(at) for start, end in ((0xFE00, 0xFE0E), (0xE0100, 0xE01F0)) for at in range(start, end)
)
# Letters, numbers, punctuation and symbols; marks alone show nothing.
_SEEN = "LNPS"


def one_line(typed: str, *, longest: int) -> str:
    """A name as it is kept: trimmed, one line, nothing in it that cannot be seen; empty when it will not do."""
    plain = " ".join(typed.split())
    if len(plain) > longest or not plain.isprintable() or _UNSEEN & set(plain):
        return ""
    return plain if any(unicodedata.category(sign)[0] in _SEEN for sign in plain) else ""


def address(typed: str) -> str:
    """An e-mail address as it is kept and compared."""
    return typed.strip().lower()


def has_a_domain(address: str) -> bool:
    """Whether the part after the sign can be written as letters are addressed; a few that look so cannot."""
    try:
        address.rpartition("@")[2].encode("idna")
    except UnicodeError:
        return False
    return True


def nowhere(public: str) -> str:
    """What stands in place of the address of a closed account, where no letter arrives. Source: RFC 2606."""
    return f"{public}@closed.invalid"


@functools.cache
def time_zones() -> tuple[str, ...]:
    """The time zones that a person may choose, by name; reading them all from disk takes long."""
    places = (name for name in available_timezones() if name.partition("/")[0] in REGIONS and "/" in name)
    return tuple(sorted([*places, "UTC"]))


def forgotten_before(now: datetime) -> datetime:
    """Sign-ups from before this instant whose address nobody confirmed are forgotten."""
    return now - UNVERIFIED_FOR
