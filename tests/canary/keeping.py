"""The lines of the log, kept for the search."""

import logging

from ostoja.privacy.logs import Discreet


class Kept(logging.Handler):
    """Keeps every line of the log: as it was said, and as it is written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(logging.Formatter("%(message)s").format(record))
        self.written.append(Discreet().format(record))
