"""Every text of a policy, with where it stands."""

from collections.abc import Iterator

import msgspec

from ostoja.policy.policy import KINDS, SINGLES, Policy
from ostoja.policy.text import Text


def texts_of(policy: Policy) -> Iterator[tuple[str, str, Text]]:
    """File, key and words of each text."""
    for kind in SINGLES:
        yield from within(f"{kind}.toml", "", getattr(policy, kind))
    for kind in KINDS:
        for key, entry in getattr(policy, kind).items():
            yield from within(f"{kind}.toml", key, entry)


def within(file: str, key: str, value: object) -> Iterator[tuple[str, str, Text]]:
    """The texts of one value, at any depth."""
    if isinstance(value, Text):
        yield file, key, value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from within(file, f"{key}.{field}" if key else field, getattr(value, field))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from within(file, f"{key}[{number}]", part)
