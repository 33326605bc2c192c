"""The register of what programs decide by themselves, each with the way to a person who can decide otherwise.

A ``Limit`` marks such a decision in the code, as do the limits of the account library; one that is not listed here
fails a test. Source: GDPR art. 22(3).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class WayOut(StrEnum):
    """How somebody who was refused comes to a person; the words stand in the catalogue."""

    PAGE = "page"
    """The page that refuses says whom to write to."""
    HOME = "home"
    """The owner of the home, or whoever put the gateway in, makes another code."""


@dataclass(frozen=True)
class Decision:
    """Something that a program refuses by itself: its name in the catalogue, the limits that do it, the way out."""

    name: str
    limits: tuple[str, ...]
    out: WayOut | None


# The limits of the account library, by the names under which it counts.
LIBRARY = "allauth."

DECISIONS: tuple[Decision, ...] = (
    Decision(
        "sign_in",
        (
            "sign_in.account",
            "sign_in.browser",
            "sign_in.network",
            "second.once",
            "allauth.login",
            "allauth.login_failed",
            "allauth.reauthenticate",
        ),
        WayOut.PAGE,
    ),
    Decision("sign_up", ("allauth.signup",), WayOut.PAGE),
    Decision(
        "email_code",
        ("code.hour", "code.day", "allauth.confirm_email", "allauth.manage_email", "allauth.request_login_code"),
        WayOut.PAGE,
    ),
    Decision(
        "password",
        (
            "rights.password",
            "allauth.reset_password",
            "allauth.reset_password_from_key",
            "allauth.change_password",
        ),
        WayOut.PAGE,
    ),
    Decision("phone", ("allauth.change_phone", "allauth.verify_phone"), WayOut.PAGE),
    Decision("claim_code", (), WayOut.HOME),
    Decision("invitation", ("invitations",), WayOut.PAGE),
    Decision("road", ("tickets", "demo"), WayOut.PAGE),
    Decision(
        "gateway", ("gateway.address", "offer.address", "offer.key", "certificate.key", "orders.key"), WayOut.HOME
    ),
    Decision("cookies", ("cookie-choices",), WayOut.PAGE),
    Decision("guardian", ("guardians",), WayOut.PAGE),
    Decision("stranger", ("strangers",), WayOut.PAGE),
)


def without_way_out(decisions: Iterable[Decision] = DECISIONS) -> list[str]:
    """The decisions that lead to nobody, by name; a register with one of them may not be."""
    return [one.name for one in decisions if one.out is None]


def unlisted(limits: Iterable[str], decisions: Iterable[Decision] = DECISIONS) -> list[str]:
    """The limits that stand in no decision."""
    listed = {limit for one in decisions for limit in one.limits}
    return sorted(set(limits) - listed)
