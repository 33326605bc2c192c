"""The office's signing keys, a file each, in a folder that nobody else reads."""

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from ostoja.protocol import base64url, certificates
from ostoja.protocol.ids import new_id
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.tokens import Keyring, SigningKey

ROTATE_AFTER = timedelta(days=90)
# An hour is promised; relays and gateways that asked just before have it twice over.
PUBLISHED_BEFORE_SIGNING = timedelta(hours=2)
# What lives longest of all that is signed is a certificate; a day more for clocks.
PUBLISHED_AFTER_SIGNING = certificates.LIFETIME + timedelta(days=1)


class CabinetError(Exception):
    """A key file cannot be read or written; the text says which and why."""


class Drawer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key file.

    Shapes: ``private`` is 32 bytes in base64url.
    Units: ``made`` and ``signs_from`` in seconds since 1970.
    """

    kid: str
    made: int
    signs_from: int
    private: str


@dataclass(frozen=True)
class Key:
    """A signing key with when it was made and from when it signs."""

    made: datetime
    signs_from: datetime
    signing: SigningKey


class Cabinet:
    """The signing keys in a folder; several processes may look into it at the same time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = -1
        self._keys: tuple[Key, ...] = ()

    def keys(self) -> tuple[Key, ...]:
        """Every key, the one that signs earliest first.

        Raises: CabinetError when a file cannot be read.
        """
        try:
            changed = self._folder.stat().st_mtime_ns if self._folder.is_dir() else 0
            if changed != self._seen:
                found = [_read(file) for file in self._folder.glob("*.json")]
                self._keys = tuple(sorted(found, key=lambda key: (key.signs_from, key.signing.kid)))
                self._seen = changed
        except OSError as wrong:
            raise CabinetError(f"The signing keys in {self._folder} cannot be read: {wrong}.") from wrong
        return self._keys

    def signing_key(self, now: datetime) -> SigningKey:
        """The key that signs now.

        Raises: CabinetError when there is none.
        """
        keys = self.keys()
        if not keys:
            raise CabinetError(f"There is no signing key in {self._folder}.")
        # A clock set back must not leave the office without a voice, so the oldest key signs then.
        return ([key for key in keys if key.signs_from <= now] or [keys[0]])[-1].signing

    def published(self, now: datetime) -> Keyring:
        """The public keys that sign now, will sign, or signed something that may still be good."""
        kept = [key for key in self.keys() if not self._is_spent(key, now)]
        return Keyring({key.signing.kid: key.signing.key.public for key in kept})

    def open(self, now: datetime) -> None:
        """Make the first key, when there is none; it signs at once."""
        if not self.keys():
            self._make(now, signs_from=now)

    def rotate(self, now: datetime) -> bool:
        """Make the next key when the newest has signed for long enough, and say whether one was made.

        Then: the new key is published at once, and signs once everybody has had the time to fetch it.
        """
        self.open(now)
        if now < self.keys()[-1].signs_from + ROTATE_AFTER:
            return False
        self._make(now, signs_from=now + PUBLISHED_BEFORE_SIGNING)
        return True

    def forget_spent(self, now: datetime) -> int:
        """Remove keys of which nothing good is left, and say how many."""
        spent = [key for key in self.keys() if self._is_spent(key, now)]
        for key in spent:
            self._file(key.signing.kid).unlink(missing_ok=True)
        return len(spent)

    def _is_spent(self, key: Key, now: datetime) -> bool:
        later = [other.signs_from for other in self.keys() if other.signs_from > key.signs_from]
        return bool(later) and now >= min(later) + PUBLISHED_AFTER_SIGNING

    def _file(self, kid: str) -> Path:
        return self._folder / f"{kid}.json"

    def _make(self, now: datetime, *, signs_from: datetime) -> None:
        kid, key = new_id(), PrivateKey.new()
        drawer = Drawer(kid, int(now.timestamp()), int(signs_from.timestamp()), base64url.encode(key.raw()))
        hidden = self._folder / f".{kid}.part"
        try:
            self._folder.mkdir(parents=True, mode=0o700, exist_ok=True)
            # Whole or not at all: another process never reads half a key, and neither does the next start.
            with os.fdopen(os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(msgspec.json.encode(drawer))
                file.flush()
                os.fsync(file.fileno())
            hidden.rename(self._file(kid))
        except OSError as wrong:
            with contextlib.suppress(
                OSError
            ):  # What failed is told; that its rest cannot be cleared away adds nothing.
                hidden.unlink(missing_ok=True)
            raise CabinetError(f"A signing key cannot be written to {self._folder}: {wrong}.") from wrong
        self._seen = -1


def _read(file: Path) -> Key:
    try:
        drawer = msgspec.json.decode(file.read_bytes(), type=Drawer)
        key = PrivateKey.read(base64url.decode(drawer.private))
    except (msgspec.DecodeError, ValueError) as wrong:
        raise CabinetError(f"{file} is not a signing key: {wrong}.") from wrong
    made, signs_from = (datetime.fromtimestamp(moment, UTC) for moment in (drawer.made, drawer.signs_from))
    return Key(made, signs_from, SigningKey(drawer.kid, key))
