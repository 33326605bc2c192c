"""Values that stand nowhere else, each of its category's shape, and the disguises in which a store may hold one."""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

ALIGNMENTS = (0, 1, 2)


@dataclass(frozen=True)
class Token:
    """A value of a planted person, and the category that it is of."""

    value: str
    category: str


@dataclass(frozen=True)
class Planted:
    """A planted person."""

    email: Token
    first_name: Token
    last_name: Token
    password: Token
    words: Token
    home: Token
    address: Token

    @classmethod
    def new(cls, mark: str, network: int) -> "Planted":
        """A person whose every value carries this mark."""
        return cls(
            Token(f"kx7q{mark}@canary.invalid", "id.email"),
            Token(f"Zdzis{mark}ława", "id.first_name"),
            Token(f"Wierzb{mark}ińska", "id.last_name"),
            Token(f"brama {mark} nad wodą", "acc.credentials"),
            Token(f"Proszę o {mark} wgląd", "priv.request"),
            Token(f"Dom {mark} pod lasem", "home.members"),
            Token(f"203.0.113.{network}", "net.ip_app"),
        )

    def __iter__(self) -> Iterator[Token]:
        return iter(vars(self).values())

    @property
    def identity(self) -> tuple[Token, ...]:
        """What says who it is."""
        return self.email, self.first_name, self.last_name


def disguises(value: str) -> Iterator[tuple[str, bytes]]:
    """The ways in which a store may hold a value, by name."""
    for text in {value, value.lower()}:
        plain = text.encode()
        yield "plain", plain
        yield "percent", quote(text).encode()
        yield "hexadecimal", plain.hex().encode()
        yield "json", json.dumps(text)[1:-1].encode()
        yield "utf-16", text.encode("utf-16-le")
        for at in ALIGNMENTS:
            yield "base64", inside_base64(plain, at, b"+/")
            yield "base64", inside_base64(plain, at, b"-_")
        for name in ("sha256", "sha1", "md5"):
            summed = hashlib.new(name, plain, usedforsecurity=False)
            yield name, summed.digest()
            yield name, summed.hexdigest().encode()
            yield name, base64.b64encode(summed.digest()).rstrip(b"=")


def inside_base64(plain: bytes, at: int, last_two: bytes) -> bytes:
    """What of a value is the same whatever stands beside it, when it begins at this place of three."""
    written = base64.b64encode(b"\0" * at + plain, last_two).rstrip(b"=")
    begins = -(-at * 8 // 6)
    whole = (at + len(plain)) * 8 // 6
    return written[begins:whole]


def disguise_in(content: bytes, value: str) -> str | None:
    """In which disguise a value stands in some bytes, or nothing."""
    return next((name for name, hidden in disguises(value) if hidden in content), None)
