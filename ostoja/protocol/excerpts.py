"""What the operator's policy says of a home's own data, signed, so that the gateway can obey it."""

import msgspec

from ostoja.policy.errors import PeriodError
from ostoja.policy.periods import Period
from ostoja.protocol import tokens
from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.tokens import Instant, Keyring, SigningKey

KIND = "ostoja-excerpt"


class Excerpt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The periods of a version of the policy that concern a home.

    ``history`` is how long the home keeps its history when its owner did not choose, ``longest`` the most that the
    owner may choose, ``former`` how long is kept what is left of a member who is one no more.

    Shapes: ``policy`` is the version's hash in hexadecimal; the periods are ISO 8601; ``zone`` names a time zone.
    Units: ``effective`` and ``published`` in seconds since 1970.
    """

    policy: str
    effective: Instant
    published: Instant
    zone: str
    history: str
    longest: str
    former: str

    def is_newer(self, than: "Excerpt") -> bool:
        """Whether this version holds in place of the other."""
        return (self.effective, self.published) > (than.effective, than.published)


def sign_excerpt(excerpt: Excerpt, by: SigningKey) -> str:
    """The excerpt as it travels."""
    return tokens.sign(KIND, excerpt, by)


def read_excerpt(token: str, keys: Keyring) -> Excerpt:
    """The excerpt behind this token.

    Raises: TokenError when it is malformed, forged, of an unknown key, or a period in it is none.
    """
    excerpt = tokens.read(KIND, token, keys, Excerpt)
    try:
        for written in (excerpt.history, excerpt.longest, excerpt.former):
            Period.parse(written)
    except PeriodError as wrong:
        raise TokenError(TokenFault.MALFORMED) from wrong
    return excerpt
