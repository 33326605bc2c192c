"""Warm and cold white in one light: power and coldness, a byte each, in one number."""

from ostoja.simulator.things.thing import RefusedError, State, Thing, whole

FULL, SHADES = 255, 256


class WhiteLight(Thing):
    """Its state is power + coldness · 256. It has verbs of its own; ``turnOn`` is none of them."""

    def __init__(self, packed: int = 0) -> None:
        super().__init__()
        self._power, self._coldness = packed % SHADES, packed // SHADES

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:  # noqa: ARG002 - the signature of all things
        """Shine like this; a value for a while loses the coldness and stays, as the M-SERV's own does.

        Raises: RefusedError for other verbs and values.
        """
        match verb, words:
            case "setWW", (packed,):
                self._power, self._coldness = whole(packed, 0, 0xFFFF).to_bytes(2, "little")
            case "setWWPower", (power,):
                self._power = whole(power, 0, FULL)
            case "setWWColdness", (coldness,):
                self._coldness = whole(coldness, 0, FULL)
            case "switch", ():
                self._power, self._coldness = FULL - self._power, (SHADES - self._coldness) % SHADES
            case (("setValue" | "setWWPower"), (power, _)):
                self._power, self._coldness = whole(power, 0, FULL), 0
            case _:
                raise RefusedError(verb)

    def shown(self) -> State:
        """Both bytes."""
        return {"state": str(self._power + self._coldness * SHADES)}

    def restoring(self) -> str:
        """Shine as it shines."""
        return f"setWW/{self._power + self._coldness * SHADES}"
