"""A log that betrays nobody, whatever a library writes into it."""

import logging
import re

from ostoja.privacy.declare import Table, not_personal
from ostoja.privacy.detectors import redacted

# The database quotes rows and statements in these lines, in its own language.
_QUOTED = re.compile(r"\b(DETAIL|CONTEXT|QUERY|STATEMENT|SZCZEGÓŁY|KONTEKST|ZAPYTANIE|(?:LINE|LINIA) \d+):.*")
# An identifier of ours has 22 signs. Of those that chance makes, about one in a hundred thousand looks like words.
_LONG = re.compile(r"[\w-]{22,}")
_WORDS = re.compile(r"[\W_]*(?:(?:[a-z]+|[A-Z]+|(?:[A-Z][a-z]{2,})+)(?:[_-]+|$))*")

# What a line carries; whatever else hangs on a record is not written.
LINE = Table(
    "log",
    {
        "asctime": not_personal("when something happened to the program"),
        "levelname": not_personal("how much it matters"),
        "name": not_personal("the part of the program that speaks"),
        "message": not_personal("a life event of the program, redacted; the trace of an error too"),
    },
)
FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class Discreet(logging.Formatter):
    """Lines of the log without personal data, with at most the first eight characters of an identifier."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, and its trace, redacted."""
        return discreet(super().format(record))


def discreet(line: str) -> str:
    """The text without what is personal and what a database quotes, and with long identifiers cut."""
    line = redacted(_QUOTED.sub(r"\1: …", line))
    return _LONG.sub(lambda found: _cut(found.group()), line)


def _cut(run: str) -> str:
    return run if _WORDS.fullmatch(run) else f"{run[:8]}…"
