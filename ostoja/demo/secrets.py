"""The demo's own secrets: made at the first start, kept for the next, readable by nobody else."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = "secrets.json"
READABLE_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Secrets:
    """What the places share, or ask of a person; printing it shows nothing."""

    secret_key: str
    relay_token: str
    sign_in_token: str
    owner_password: str
    mserv_password: str

    def __repr__(self) -> str:
        return "Secrets(…)"


def readable(groups: int) -> str:
    """A password that people can copy by hand: groups of five letters and digits without look-alikes."""
    return "-".join("".join(secrets.choice(READABLE_ALPHABET) for _ in range(5)) for _ in range(groups))


def kept_secrets(var: Path) -> Secrets:
    """The secrets kept in this folder, made when there are none.

    Raises: ValueError when the file is there and is not ours.
    """
    path = var / FILE
    if path.exists():
        return _read(path)
    made = Secrets(
        secret_key=secrets.token_urlsafe(48),
        relay_token=secrets.token_urlsafe(32),
        sign_in_token=secrets.token_urlsafe(24),
        owner_password=readable(4),
        mserv_password=readable(4),
    )
    # Written aside and moved, so that a kill leaves either nothing or all of it.
    aside = path.with_suffix(".new")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(made), file)
    aside.replace(path)
    return made


def _read(path: Path) -> Secrets:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Secrets(**{field.name: str(found[field.name]) for field in fields(Secrets)})
    except (OSError, KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"{path} is not a secrets file of the demo; remove it or run 'make clean'") from wrong
