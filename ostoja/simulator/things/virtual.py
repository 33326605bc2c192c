"""Virtual channels: they hold what somebody puts into them, a number or a text."""

from ostoja.simulator.things.climate import as_float32
from ostoja.simulator.things.outputs import FULL
from ostoja.simulator.things.thing import RefusedError, State, Thing, decimal, whole

COLDEST = -55.0
HOTTEST = 125.0


class Virtual(Thing):
    """A channel without a wire: a temperature when ``warm``, else a byte; either may carry a text.

    Units: °C for a temperature.
    """

    def __init__(self, shown: str | None, *, warm: bool = False) -> None:
        super().__init__(shown)
        self._warm = warm
        self._text: str | None = None

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:  # noqa: ARG002 - the signature of all things
        """Hold this.

        Raises: RefusedError for other verbs, and what does not suit the channel.
        """
        match verb, words:
            case "setVirtualTemp", (degrees,) if self._warm:
                self._shown = as_float32(decimal(degrees, COLDEST, HOTTEST))
            case "setVirtualValue" | "setFakeValue", (value,) if not self._warm:
                self._shown = str(whole(value, 0, FULL))
            case "setText", (text,):
                self._text = text
            case _:
                raise RefusedError(verb)

    def shown(self) -> State | None:
        """What it holds, with its text once it was given one."""
        state = super().shown()
        if self._text is None:
            return state
        return {**(state or {"state": ""}), "desc": self._text}


class Radio(Thing):
    """A radio; its state is a text that only its own app reads: volume, input and place."""

    def __init__(self) -> None:
        super().__init__()
        self._knobs = {"setVolume": 20, "setInput": 1, "setSeek": 0}

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:  # noqa: ARG002 - the signature of all things
        """Turn a knob.

        Raises: RefusedError for other verbs and values.
        """
        match verb, words:
            case "setVolume" | "setInput" | "setSeek", (value,):
                self._knobs[verb] = whole(value, 0, FULL)
            case _:
                raise RefusedError(verb)

    def shown(self) -> State:
        """Its knobs."""
        return {"state": ";".join(map(str, self._knobs.values()))}
