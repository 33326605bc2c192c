"""How an M-SERV of this simulation speaks: its firmware, and how well-kept its tables are."""

from dataclasses import dataclass
from enum import StrEnum


class Firmware(StrEnum):
    """What the server's program knows.

    ``plain`` answers the tables that every version has. ``current`` also answers ``device_details`` and the lists of
    automations, and takes commands on ``ha/api``; it says so in ``haCommandSource``.
    """

    PLAIN = "plain"
    CURRENT = "current"


@dataclass(frozen=True)
class Manner:
    """``is_tidy``: numbers are numbers and missing text is empty, as nowhere in the field.

    ``keeps_replies``: the tables stand retained, as one reading of the field has it.
    """

    firmware: Firmware = Firmware.CURRENT
    is_tidy: bool = False
    keeps_replies: bool = False

    @property
    def is_current(self) -> bool:
        """Whether the firmware is the newer one."""
        return self.firmware is Firmware.CURRENT
