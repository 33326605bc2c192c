"""What can go wrong in the simulator.

SimulatorError
├── HomeError           the file that describes the home cannot be used
├── PortTakenError      somebody else listens where the broker should
├── ListenError         the broker cannot listen there for another reason
├── BrokerMissingError  the broker's program is not installed
├── BrokerLostError     the broker went away by itself
├── UnknownObjectError  the home has no object of this id
└── ControlError        a line of the control input is not understood
"""

from pathlib import Path


class SimulatorError(Exception):
    """Something the person at the command line can put right; its text is the sentence for them."""


class HomeError(SimulatorError):
    """The file that describes the home cannot be used: where, and why."""

    def __init__(self, file: Path, path: str, reason: str) -> None:
        super().__init__(f"{file}: {path}: {reason}" if path else f"{file}: {reason}")
        self.file = file
        self.path = path
        self.reason = reason


class PortTakenError(SimulatorError):
    """Somebody else listens on the port."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"port {port} on {host} is taken; choose another with --listen {host}:PORT")


class ListenError(SimulatorError):
    """The broker cannot listen on this address."""


class BrokerMissingError(SimulatorError):
    """The program of the broker is not installed."""


class BrokerLostError(SimulatorError):
    """The broker went away without being asked."""


class UnknownObjectError(SimulatorError):
    """The home has no object of this id, or not of the kind that the deed needs."""

    def __init__(self, object_id: int, wanted: str = "object") -> None:
        super().__init__(f"the home has no {wanted} {object_id}")
        self.object_id = object_id


class ControlError(SimulatorError):
    """A line of the control input is not understood."""
