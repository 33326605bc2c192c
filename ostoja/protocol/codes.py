"""Codes that people carry: a public number and a secret that never reaches a server.

A code is 24 characters of Crockford's base 32 in six groups. The first twelve are the *number* (60 bits), by which the
cloud or the gateway finds what the code is for; the last twelve are the *secret* (60 bits), known only to the gateway
that shows it and to the app in which it is typed. Both then share a key made slowly from the secret, so that one who
saw the traffic cannot try secrets while the code is alive.

Source: Crockford, Base 32; PBKDF2, RFC 8018, iterations as OWASP advises for HMAC-SHA-256 (2023).
"""

import hashlib
import secrets
from dataclasses import dataclass

from ostoja.protocol.errors import CodeError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NUMBER_LENGTH = 12
CODE_LENGTH = 24
GROUP_LENGTH = 4
STRETCH_ITERATIONS = 600_000
STRETCH_LABEL = b"ostoja admission 1 "

_LOOKALIKES = str.maketrans("OIL", "011", " -\t\n\r\u2013\u2014\u00a0")


@dataclass(frozen=True)
class Code:
    """A code in its two halves; printing it shows the number only."""

    number: str
    secret: str

    def __repr__(self) -> str:
        return f"Code({self.number}, …)"

    def spelled(self) -> str:
        """The code as people read it: six groups of four with hyphens."""
        whole = self.number + self.secret
        return "-".join(whole[i : i + GROUP_LENGTH] for i in range(0, CODE_LENGTH, GROUP_LENGTH))


def new_code() -> Code:
    """A code nobody has seen: twice 60 random bits."""
    whole = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return Code(whole[:NUMBER_LENGTH], whole[NUMBER_LENGTH:])


def read_code(typed: str) -> Code:
    """The code behind what a person typed: case, spaces, hyphens and the look-alikes O I L do not matter.

    Raises: CodeError when it has not 24 characters of the alphabet.
    """
    whole = plain(typed)
    if len(whole) != CODE_LENGTH:
        raise CodeError("length")
    return Code(whole[:NUMBER_LENGTH], whole[NUMBER_LENGTH:])


def read_number(typed: str) -> str:
    """The number behind what a person typed.

    Raises: CodeError when it has not 12 characters of the alphabet.
    """
    number = plain(typed)
    if len(number) != NUMBER_LENGTH:
        raise CodeError("length")
    return number


def plain(typed: str) -> str:
    """What was typed, in capitals of the alphabet alone.

    Raises: CodeError when a character is not of the alphabet.
    """
    whole = typed.upper().translate(_LOOKALIKES)
    if not set(whole) <= set(ALPHABET):
        raise CodeError("alphabet")
    return whole


def stretched(code: Code) -> bytes:
    """The key that both ends of an admission make from a code.

    Shapes: 32 bytes. Takes about 0.2 s on purpose: do not call it inside an event loop.
    """
    salt = STRETCH_LABEL + code.number.encode("ascii")
    return hashlib.pbkdf2_hmac("sha256", code.secret.encode("ascii"), salt, STRETCH_ITERATIONS)
