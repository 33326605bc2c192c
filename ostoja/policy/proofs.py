"""Which claims of the notice a passing test has proved."""

import hashlib
from collections.abc import Collection
from importlib.resources import files

import msgspec

from ostoja.policy.entries import Claim

FILE = "proofs.json"


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That a test passed, as it stood then.

    Shapes: ``test`` is its file's path from the root of the project, ``digest`` that file's SHA-256 in hexadecimal.
    """

    test: str
    digest: str


def digest_of(content: bytes) -> str:
    """By what a test's file is recognised."""
    return hashlib.sha256(content).hexdigest()


def proofs() -> tuple[Proof, ...]:
    """The proofs that this build carries; the tests compare them with themselves."""
    return msgspec.json.decode(files("ostoja.policy").joinpath(FILE).read_bytes(), type=tuple[Proof, ...])


def proved(claims: dict[str, Claim], carried: Collection[Proof]) -> frozenset[str]:
    """The ids of the claims whose test has a proof."""
    tests = {proof.test for proof in carried}
    return frozenset(key for key, claim in claims.items() if claim.test in tests)
