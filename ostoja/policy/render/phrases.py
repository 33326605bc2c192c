"""The few words that documents need beside those of the policy."""

import tomllib
from importlib.resources import files

import msgspec

from ostoja.policy.text import Language, Text

PHRASES = msgspec.convert(
    tomllib.loads(files("ostoja.policy.render").joinpath("phrases.toml").read_text(encoding="utf-8")), dict[str, Text]
)


def phrase(key: str, language: Language) -> str:
    """The words under a key.

    Raises: KeyError for a key that there is not.
    """
    return PHRASES[key].in_(language)
