"""Draws a report as a page without script, that reads well on paper and aloud."""

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape

from ostoja.gateway.diagnostics.report import Module, Report
from ostoja.gateway.diagnostics.words import LANGUAGES, WORDS

STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .25rem }
dl { display: grid; grid-template-columns: 1fr auto; gap: .25rem 1rem; margin: 0 }
dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums }
"""


def page(report: Report, language: str) -> str:
    """The page in a language of ``LANGUAGES``."""
    words = WORDS[language]
    other = next(one for one in LANGUAGES if one != language)
    home, road, records = report.home, report.road, report.records
    parts = [
        figures({words["at"]: moment(report.at), words["started"]: moment(report.started)}),
        section(words["home"], named(words, home, "online", "since", "rooms", "devices", "unavailable", "silent")),
        section(words["kinds"], home.kinds, words["none"]),
        section(words["skipped"], report.reading.skipped, words["none"]),
        section(words["unknown"], report.reading.unknown, words["none"]),
        section(words["road"], named(words, road, "claimed", "up", "sessions", "apps")),
        section(words["records"], named(words, records, "days", "failing", "bytes")),
        section(words["commands"], report.commands, words["none"]),
        section(
            words["modules"], {str(at): health(one, words) for at, one in enumerate(report.modules, 1)}, words["none"]
        ),
    ]
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{words["title"]}</title><style>{STYLE}</style>'
        f"<main><h1>{words['title']}</h1><p>{words['about']}</p>"
        f'<p><a href="/?lang={other}" lang="{other}" hreflang="{other}">{words["other"]}</a></p>'
        f"{''.join(parts)}</main></html>"
    )


def health(module: Module, words: Mapping[str, str]) -> str:
    """How a module is, and when it said so."""
    warmth = "" if module.celsius is None else f", {module.celsius} °C"
    return f"{module.volts:.1f} V{warmth}, {words['earlier'] if module.heard is None else moment(module.heard)}"


def section(title: str, found: Mapping[str, object], otherwise: str = "") -> str:
    """A heading with its figures, or with the word for none of them."""
    return f"<section><h2>{escape(title)}</h2>{figures(found) if found else f'<p>{escape(otherwise)}</p>'}</section>"


def figures(found: Mapping[str, object]) -> str:
    """Names and what they stand for."""
    rows = (f"<dt>{escape(name)}</dt><dd>{escape(str(value))}</dd>" for name, value in found.items())
    return f"<dl>{''.join(rows)}</dl>"


def named(words: Mapping[str, str], part: object, *fields: str) -> dict[str, object]:
    """These fields of a part of the report, by their words."""
    return {words[field]: shown(words, field, getattr(part, field)) for field in fields}


def shown(words: Mapping[str, str], field: str, value: object) -> object:
    """A value as people read it."""
    if isinstance(value, bool):
        return words["yes" if value else "no"]
    return moment(value) if field == "since" and isinstance(value, int) else value


def moment(milliseconds: int) -> str:
    """An instant, in UTC, as both languages write it."""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
