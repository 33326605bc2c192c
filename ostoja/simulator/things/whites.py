"""Lights of warm and cold white: how strong and how cold, as the two bytes of one number."""

from ostoja.simulator.things.outputs import FULL, LONGEST_PULSE
from ostoja.simulator.things.thing import RefusedError, State, Thing, whole

BYTE = 256


class WhiteLight(Thing):
    """Power in the low byte and coldness in the high one; both are raw bytes."""

    def __init__(self, packed: int = 0) -> None:
        super().__init__()
        self._coldness, self._power = divmod(packed, BYTE)

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:  # noqa: ARG002 - the signature of all things
        """Shine like this. A timed power does not revert: it stays, and makes the light wholly warm.

        Raises: RefusedError for other verbs and values.
        """
        match verb, words:
            case "setWW", (packed,):
                self._coldness, self._power = divmod(whole(packed, 0, BYTE * BYTE - 1), BYTE)
            case "setWWPower", (power,):
                self._power = whole(power, 0, FULL)
            case "setWWColdness", (coldness,):
                self._coldness = whole(coldness, 0, FULL)
            case "setWWPower" | "setValue", (power, ticks):
                whole(ticks, 1, LONGEST_PULSE)
                self._power, self._coldness = whole(power, 0, FULL), 0
            case "switch", ():
                self._power, self._coldness = FULL - self._power, (BYTE - self._coldness) % BYTE
            case _:
                raise RefusedError(verb)

    def shown(self) -> State:
        """The two bytes."""
        return {"state": str(self._power + self._coldness * BYTE)}

    def restoring(self) -> str:
        """Shine as it shines."""
        return f"setWW/{self._power + self._coldness * BYTE}"
