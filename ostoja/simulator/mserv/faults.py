"""What may go wrong on purpose: replies that are lost, late or malformed, objects that fall silent, a jumping clock."""

from dataclasses import dataclass, field

from ostoja.simulator.mserv.tables import DETAILS, SETTINGS, TABLES, Rows

# The replies that can be lost, late or broken.
KEYWORDS = frozenset(
    (*TABLES, DETAILS, "states", "info", "conditions/1", "conditions/2", *(f"config/{one}" for one in SETTINGS))
)
ALWAYS = 1_000_000_000


@dataclass
class Faults:
    """The faults that are set; none at the start. Keywords are those of the requests, and ``states`` and ``info``.

    Units: delays and the jump of the stamps in seconds.
    """

    stamp_jump_s: float = 0.0
    _dropped: dict[str, int] = field(default_factory=dict)
    _malformed: dict[str, int] = field(default_factory=dict)
    _delays_s: dict[str, float] = field(default_factory=dict)
    _mute: set[int] = field(default_factory=set)
    _deaf: set[int] = field(default_factory=set)

    def drop_reply(self, keyword: str, times: int = ALWAYS) -> None:
        """Lose the next replies to this keyword."""
        self._dropped[keyword] = times

    def delay_reply(self, keyword: str, seconds: float) -> None:
        """Answer this keyword late, until told otherwise by a delay of 0."""
        self._delays_s[keyword] = seconds

    def malform_row(self, keyword: str, times: int = ALWAYS) -> None:
        """Break the first row of the next replies to this keyword, and add one that is no row at all."""
        self._malformed[keyword] = times

    def mute(self, object_id: int) -> None:
        """Let the object act, and tell nobody."""
        self._mute.add(object_id)

    def deafen(self, object_id: int) -> None:
        """Let the object ignore every command, as one whose module lost its supply."""
        self._deaf.add(object_id)

    def jump(self, seconds: float) -> None:
        """Let the stamps of all states jump by so much."""
        self.stamp_jump_s = seconds

    def heal(self) -> None:
        """Take all faults away."""
        self.stamp_jump_s = 0.0
        for faults in (self._dropped, self._malformed, self._delays_s):
            faults.clear()
        for objects in (self._mute, self._deaf):
            objects.clear()

    def is_mute(self, object_id: int) -> bool:
        """Whether the object's states are lost."""
        return object_id in self._mute

    def is_deaf(self, object_id: int) -> bool:
        """Whether commands do not reach the object."""
        return object_id in self._deaf

    def loses(self, keyword: str) -> bool:
        """Whether this reply is lost; each asking counts."""
        return _spend(self._dropped, keyword)

    def delay_s(self, keyword: str) -> float:
        """How much later than usual this reply comes, in seconds."""
        return self._delays_s.get(keyword, 0.0)

    def broken(self, keyword: str, rows: Rows) -> Rows:
        """The rows as they go out: whole, or broken when the fault is set; each asking counts."""
        if not _spend(self._malformed, keyword) or not rows:
            return rows
        first = {key: value for key, value in rows[0].items() if key not in ("typ_komponentu", "stan_json", "params")}
        return [{**first, "id": "x" + str(first.get("id", ""))}, *rows[1:], {}]


def _spend(left: dict[str, int], keyword: str) -> bool:
    if left.get(keyword, 0) <= 0:
        return False
    left[keyword] -= 1
    return True
