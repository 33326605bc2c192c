"""A log that betrays nobody, whatever a library writes into it."""

import logging
import re

# The habit is to log nothing personal; this stands behind it, for traces and for the words of libraries.
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_LONG = re.compile(r"(?<![\w./-])(?=[\w-]*\d)([\w-]{8})[\w-]{14,}|(?<=/)([\w-]{8})[\w-]{14}(?![\w-])")
_IP = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b")


class Discreet(logging.Formatter):
    """Lines of the log without addresses, with at most the first eight characters of an identifier."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, and its trace, redacted."""
        return discreet(super().format(record))


def discreet(line: str) -> str:
    """The text without e-mail addresses and network addresses, and with long identifiers cut."""
    line = _ADDRESS.sub("[address]", line)
    line = _LONG.sub(lambda found: f"{found.group(1) or found.group(2)}…", line)
    return _IP.sub(lambda found: found.group() if found.group() == "127.0.0.1" else "[address]", line)
