"""What can go wrong between the gateway and the operator's servers.

LinkError
├── OfficeUnreachableError  no answer, or none that can be understood; healed by trying again
├── OfficeRefusedError      the office says no: ``word`` is its own
└── RoadError               the road broke: ``code`` is the relay's own, if it gave one
"""

from ostoja.protocol.frames import CloseCode


class LinkError(Exception):
    """Something between the gateway and the operator's servers."""


class OfficeUnreachableError(LinkError):
    """The office does not answer, or not as it should."""


class OfficeRefusedError(LinkError):
    """The office understood and says no."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class RoadError(LinkError):
    """The connection to the relay is over."""

    def __init__(self, text: str, code: CloseCode | None = None) -> None:
        super().__init__(text if code is None else code.name)
        self.code = code
