"""A log that betrays nobody, whatever a library writes into it."""

import ipaddress
import logging
import re

# The habit is to log nothing personal; this stands behind it, for traces and for the words of libraries.
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_IP = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b")
# Two colons or more, among hexadecimal digits; whether it truly is an address the library says.
_IP6 = re.compile(r"(?<![\w:])(?=[0-9A-Fa-f]*:[0-9A-Fa-f]*:)[0-9A-Fa-f:]+(?:(?:\.\d+){3}|%\w+)?")
# The database quotes rows and statements in these lines, in its own language.
_QUOTED = re.compile(r"\b(DETAIL|CONTEXT|QUERY|STATEMENT|SZCZEGÓŁY|KONTEKST|ZAPYTANIE|(?:LINE|LINIA) \d+):.*")
# An identifier of ours has 22 signs. Of those that chance makes, about one in a hundred thousand looks like words.
_LONG = re.compile(r"[\w-]{22,}")
_WORDS = re.compile(r"[\W_]*(?:(?:[a-z]+|[A-Z]+|(?:[A-Z][a-z]{2,})+)(?:[_-]+|$))*")
_KEPT = ("127.0.0.1", "::", "::1")


class Discreet(logging.Formatter):
    """Lines of the log without addresses, with at most the first eight characters of an identifier."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, and its trace, redacted."""
        return discreet(super().format(record))


def discreet(line: str) -> str:
    """The text without e-mail and network addresses and what a database quotes, and with long identifiers cut."""
    line = _QUOTED.sub(r"\1: …", line)
    line = _ADDRESS.sub("[address]", line)
    line = _LONG.sub(lambda found: _cut(found.group()), line)
    line = _IP6.sub(lambda found: _without_address(found.group()), line)
    return _IP.sub(lambda found: found.group() if found.group() in _KEPT else "[address]", line)


def _cut(run: str) -> str:
    return run if _WORDS.fullmatch(run) else f"{run[:8]}…"


def _without_address(run: str) -> str:
    # What follows an address after a colon, as a port does, is not a part of it, but looks like one.
    end = len(run)
    while end > 0:
        if _is_address(run[:end]):
            return run if run[:end] in _KEPT else "[address]" + run[end:]
        end = run.rfind(":", 0, end)
    return run


def _is_address(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True
