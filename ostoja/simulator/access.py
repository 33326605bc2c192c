"""Who may say and hear what on the M-SERV's broker.

The reserved login ``admin`` may everything. A standard account subscribes to its own ``fromDB`` namespace and to ``#``,
which shows it that namespace and the echo of its own commands; it publishes under its own ``control`` namespace.
"""

from dataclasses import dataclass, field, replace

ADMIN = "admin"
ADMIN_USER_ID = -1
FORBIDDEN_IN_NAMES = frozenset("/+#")


@dataclass(frozen=True)
class Account:
    """A login of the M-SERV; printing it shows no password.

    ``hidden_from_it`` are the ids of objects outside its grant.
    """

    name: str
    password: str = field(repr=False)
    user_id: int
    hidden_from_it: frozenset[int] = frozenset()

    @property
    def is_admin(self) -> bool:
        """Whether it is the reserved login, which sees everything."""
        return self.name == ADMIN

    def holds(self, object_id: int) -> bool:
        """Whether the object is within its grant."""
        return self.is_admin or object_id not in self.hidden_from_it

    def granted(self, object_id: int, *, held: bool) -> "Account":
        """The account with the object within its grant, or outside of it."""
        hidden = self.hidden_from_it - {object_id} if held else self.hidden_from_it | {object_id}
        return replace(self, hidden_from_it=hidden)


def control_topics(name: str) -> str:
    """The filter of what this account may say."""
    return f"ampio/control/{name}/#"


def own_topics(name: str) -> tuple[str, ...]:
    """The filters of what this account may hear."""
    return f"ampio/fromDB/{name}/#", f"ampio/control/{name}/api"


def may_subscribe(name: str, wanted: str) -> bool:
    """Whether a subscription is granted; refused ones are answered with 128."""
    return name == ADMIN or wanted == "#" or covers(f"ampio/fromDB/{name}/#", wanted)


def may_hear(name: str, topic: str) -> bool:
    """Whether a message is delivered to this account."""
    return name == ADMIN or any(covers(own, topic) for own in own_topics(name))


def may_say(name: str, topic: str) -> bool:
    """Whether a message of this account is taken; others are acknowledged and dropped."""
    return name == ADMIN or covers(control_topics(name), topic)


def covers(allowed: str, wanted: str) -> bool:
    """Whether the filter ``allowed`` contains everything that ``wanted`` may match.

    Shapes: MQTT topic filters; a topic is a filter without wildcards.
    """
    levels = wanted.split("/")
    for place, level in enumerate(allowed.split("/")):
        if level == "#":
            return True
        if place >= len(levels) or levels[place] == "#":
            return False
        if level not in ("+", levels[place]):
            return False
    return len(allowed.split("/")) == len(levels)
