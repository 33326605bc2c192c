"""A policy: every entry of every kind, and the hash by which consents and proofs name it."""

import hashlib
from typing import Any

import msgspec
import rfc8785

from ostoja.policy import entries
from ostoja.policy.entries import Entry
from ostoja.policy.errors import PolicyError

SINGLES: dict[str, type[Entry]] = {"about": entries.About, "controller": entries.Controller}
KINDS: dict[str, type[Entry]] = {
    "categories": entries.Holding,
    "claims": entries.Claim,
    "cookies": entries.Cookie,
    "definitions": entries.Definition,
    "deviations": entries.Deviation,
    "groups": entries.Group,
    "law": entries.Law,
    "purposes": entries.Purpose,
    "recipients": entries.Recipient,
    "retention": entries.Rule,
    "rights": entries.Right,
    "sections": entries.Section,
    "tools": entries.Tool,
    "transfers": entries.Transfer,
}


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that an operator promises, in the order in which it was written."""

    about: entries.About
    controller: entries.Controller
    categories: dict[str, entries.Holding]
    claims: dict[str, entries.Claim]
    cookies: dict[str, entries.Cookie]
    definitions: dict[str, entries.Definition]
    deviations: dict[str, entries.Deviation]
    groups: dict[str, entries.Group]
    law: dict[str, entries.Law]
    purposes: dict[str, entries.Purpose]
    recipients: dict[str, entries.Recipient]
    retention: dict[str, entries.Rule]
    rights: dict[str, entries.Right]
    sections: dict[str, entries.Section]
    tools: dict[str, entries.Tool]
    transfers: dict[str, entries.Transfer]

    def canonical(self) -> bytes:
        """The policy in the one form that its hash is taken of; the order of entries counts, as people read in it.

        Source: RFC 8785 (JSON Canonicalization Scheme).
        """
        plain = msgspec.to_builtins(self)
        ordered = {kind: [[key, entry] for key, entry in plain[kind].items()] for kind in KINDS}
        return rfc8785.dumps(ordered | {kind: plain[kind] for kind in SINGLES})

    @classmethod
    def from_canonical(cls, canonical: bytes) -> "Policy":
        """The policy that was written in that form.

        Raises: PolicyError when it was not.
        """
        try:
            plain = msgspec.json.decode(canonical, type=dict[str, Any])
            return msgspec.convert(plain | {kind: dict(plain[kind]) for kind in KINDS}, cls)
        except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as wrong:
            raise PolicyError("these bytes are no policy in its canonical form") from wrong

    def hash(self) -> str:
        """By what the policy is named: 64 hexadecimal digits, the same on every machine.

        Source: FIPS 180-4 (SHA-256).
        """
        return hashlib.sha256(self.canonical()).hexdigest()
