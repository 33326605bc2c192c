"""Everything that the program says in its log while the tests run, searched for what is personal.

The log that an operator reads is redacted; this looks at what was said before, for the net is not the habit.
"""

import logging

from ostoja.privacy.detectors import findings

SAID = logging.Formatter("%(message)s")


class Overheard(logging.Handler):
    """Keeps the kinds of personal data that lines of the log held, each with the part of the program that spoke."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = SAID.format(record)
        self.found += [f"{record.name}: {finding.kind} in {line!r}" for finding in findings(line)]

    def taken(self) -> list[str]:
        found, self.found = self.found, []
        return found
