"""The topics of one account of an M-SERV, to ask and to hear.

Source: docs of ampio-mqtt 0.77.0 and node-red-contrib-ampio, account tree; a standard account is enough. The
administrator's hears besides how the modules are.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from ostoja.gateway.drivers.ampio import modules

ADMINISTRATOR = "admin"


class Table(StrEnum):
    """What an M-SERV can be asked for, by its own words."""

    INFO = "info"
    STATES = "states"
    DEVICES = "devices"
    PARAMS = "params_devices"
    GROUPS = "groups"
    GROUP_DEVICES = "group_devices"
    SCENES = "scenes"


@dataclass(frozen=True)
class Reply:
    """The topic of the answer to a request for this table."""

    table: Table


@dataclass(frozen=True)
class Digest:
    """The topic of the MD5 of the answer that a request for this table would get."""

    table: Table


@dataclass(frozen=True)
class Live:
    """The topic of what this object shows."""

    object: int


Heard = Reply | Digest | Live

_OBJECT = re.compile(r"ob/([0-9]{1,18})/state")
_TABLE = re.compile(r"(data|md5)/([a-z_]+)")


@dataclass(frozen=True)
class Topics:
    """The topics of this account."""

    account: str

    def filters(self) -> list[str]:
        """What to subscribe to."""
        tails = [f"data/{table.value}" for table in Table] + ["md5/+", "ob/+/state"]
        own = [f"ampio/fromDB/{self.account}/{tail}" for tail in tails]
        return [*own, modules.FILTER] if self.account == ADMINISTRATOR else own

    def ask(self, table: Table) -> tuple[str, str]:
        """Topic and payload of a request for this table."""
        if table in {Table.INFO, Table.STATES}:
            return f"ampio/control/{self.account}/{table.value}", ""
        return f"ampio/control/{self.account}/data", table.value

    def command(self) -> str:
        """The topic of commands."""
        return f"ampio/control/{self.account}/api"

    def read(self, topic: str) -> Heard | None:
        """What is heard on this topic, or None when it is nothing of ours."""
        start = f"ampio/fromDB/{self.account}/"
        if not topic.startswith(start):
            return None
        tail = topic.removeprefix(start)
        if live := _OBJECT.fullmatch(tail):
            return Live(int(live[1]))
        found = _TABLE.fullmatch(tail)
        if found is None or found[2] not in set(Table):
            return None
        return Reply(Table(found[2])) if found[1] == "data" else Digest(Table(found[2]))
