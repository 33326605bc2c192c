"""What can be wrong with something heard.

ProtocolError
├── FrameError      a frame of the road
├── HandshakeError  the opening of a sealed session
├── SealError       a sealed frame that does not open
├── MessageError    a message inside a sealed frame
├── CodeError       a claim or admission code as typed
└── TokenError      a ticket, certificate or revocation
"""

from enum import StrEnum


class ProtocolError(Exception):
    """Something heard does not follow the protocol; the one who said it is not served further."""


class FrameError(ProtocolError):
    """A frame of the road is malformed or out of place."""


class HandshakeError(ProtocolError):
    """The opening of a sealed session is malformed, forged or out of turn."""


class SealError(ProtocolError):
    """A sealed frame does not open: altered, replayed, lost a predecessor, or meant for another."""


class MessageError(ProtocolError):
    """A message inside a sealed frame is not one of ours."""


class CodeError(ProtocolError):
    """A code as typed cannot be a claim or admission code."""


class TokenFault(StrEnum):
    """Why a token is refused."""

    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown_key"
    FORGED = "forged"
    EXPIRED = "expired"
    EARLY = "early"


class TokenError(ProtocolError):
    """A ticket, certificate or revocation is refused; ``fault`` says why."""

    def __init__(self, fault: TokenFault) -> None:
        super().__init__(fault.value)
        self.fault = fault
