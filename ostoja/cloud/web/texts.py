"""The texts of pages and letters, by key and language; the app has a catalogue of its own beside it."""

import functools
from pathlib import Path

import msgspec
from django.utils import translation
from django.utils.functional import lazy

FOLDER = Path(__file__).resolve().parents[2] / "ui" / "texts"
LANGUAGES = ("pl", "en")
FALLBACK = "en"


@functools.cache
def catalogue(language: str) -> dict[str, str]:
    """Every text of the pages in this language.

    Raises: OSError or msgspec.DecodeError when the file is missing or not a flat dictionary of texts.
    """
    return msgspec.json.decode((FOLDER / f"pages.{language}.json").read_bytes(), type=dict[str, str])


def spoken() -> str:
    """The language of the page that is being made."""
    language = (translation.get_language() or FALLBACK).split("-")[0]
    return language if language in LANGUAGES else FALLBACK


def text(key: str, language: str = "", /, **places: object) -> str:
    """The text of this key, in the language asked for or in that of the page, with its places filled.

    Raises: KeyError when there is no such text, or a place of it has no value.
    """
    return catalogue(language if language in LANGUAGES else spoken())[key].format_map(places)


lazy_text = lazy(text, str)
