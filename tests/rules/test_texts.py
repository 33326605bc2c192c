"""The app's words: the same keys in both languages, every key that is used, none that is not."""

import json
import re

from tests.rules.code import UI, scripts

PLACES = re.compile(r"\{(\w+)\}")
USED = re.compile(r"""\bt\(\s*(?:[^"'`()]*\?\s*)?["'`]([\w.]+)["'`](?:\s*:\s*["'`]([\w.]+)["'`])?""")
QUOTED = re.compile(r"""["'`]([a-z_]+(?:\.[a-z_]+)+)["'`]""")
BUILT = re.compile(r"""["'`]([a-z_]+(?:\.[a-z_]+)*\.)\$\{""")


def catalogue(language: str) -> dict[str, str]:
    words: dict[str, str] = json.loads((UI / "texts" / f"app.{language}.json").read_text(encoding="utf-8"))
    return words


def test_both_languages_have_the_same_keys_and_places() -> None:
    polish, english = catalogue("pl"), catalogue("en")

    assert polish.keys() == english.keys()
    assert [key for key in polish if set(PLACES.findall(polish[key])) != set(PLACES.findall(english[key]))] == []
    assert [key for key in polish if not polish[key].strip() or not english[key].strip()] == []


def test_every_used_key_exists_and_every_key_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in scripts())
    words = catalogue("en")
    areas = {key.split(".")[0] for key in words}
    quoted = {key for key in QUOTED.findall(code) if key.split(".")[0] in areas and not key.endswith(".js")}
    built = set(BUILT.findall(code))

    assert quoted - words.keys() == set()
    assert {key for key in words if key not in quoted and not any(key.startswith(start) for start in built)} == set()
