"""Backups in a folder: each has the name of its instant, and goes when the policy says.

Source: the policy's rule R33, ``backup.taken_at``.
"""

import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from ostoja.cloud.backup.archive import FORMAT, MANIFEST, Manifest
from ostoja.cloud.erasure.lines import sync
from ostoja.cloud.policies.queries import NothingPublishedError, in_force
from ostoja.policy.periods import Period, last_day

RULE = "R33"
# What ``archive.make`` calls its drafts.
DRAFT = re.compile(r"\.ostoja-\d{8}T\d{6}Z\.zip\.(database|part)")
MADE_WITHIN = timedelta(days=1)


def named(folder: Path, now: datetime) -> Path:
    """The file of a backup that is made now."""
    return folder / f"ostoja-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.zip"


def drop_old(folder: Path, now: datetime) -> list[Path]:
    """Remove the backups whose time is over, by what they say themselves, and what a kill left of one half made.

    Raises: OSError.
    """
    files = [file for file in sorted(folder.iterdir()) if file.is_file()]
    gone = [file for file in files if is_over(file, now) or is_left(file, now)]
    for file in gone:
        file.unlink()
    if gone:
        sync(folder.absolute())
    return gone


def is_left(file: Path, now: datetime) -> bool:
    """Whether this is half a backup that nobody makes any more."""
    return (
        DRAFT.fullmatch(file.name) is not None and datetime.fromtimestamp(file.stat().st_mtime, UTC) < now - MADE_WITHIN
    )


def is_over(file: Path, now: datetime) -> bool:
    """Whether this is a backup of ours, and older than the policy lets one become."""
    made = made_at(file)
    try:
        policy = in_force(now).policy
    except NothingPublishedError:
        return False
    rule = policy.retention.get(RULE)
    if made is None or rule is None:
        return False
    zone = ZoneInfo(policy.about.zone)
    return last_day(made.astimezone(zone).date(), Period.parse(rule.period)) < now.astimezone(zone).date()


def made_at(file: Path) -> datetime | None:
    """When a backup was made; nothing when this is none."""
    try:
        with zipfile.ZipFile(file) as archive:
            made = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
    except (OSError, KeyError, zipfile.BadZipFile, msgspec.DecodeError):
        return None
    return made.made if made.format == FORMAT else None
