"""Relays, flags and dimmers, which may be pulsed; colour lights; and flags that hold a number."""

from ostoja.simulator.things.thing import NEVER, RefusedError, State, Thing, whole

FULL = 255
PULSE_UNIT_S = 0.01  # The wire counts pulses in units of 10 ms.
LONGEST_PULSE = 8_640_000  # A day in those units.


class Output(Thing):
    """A relay, a flag or a dimmer: on, off, the other way, a value, or a value for a while."""

    def __init__(self, value: int = 0, *, dims: bool = False, says: bool = False) -> None:
        super().__init__()
        self._value = value
        self._dims = dims
        self._says = says
        self._reverts_at = NEVER
        self._reverts_to = 0

    @property
    def next_at(self) -> float:
        """When a pulse ends."""
        return self._reverts_at

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:
        """Switch or dim.

        Raises: RefusedError for other verbs and values.
        """
        match verb, words:
            case "turnOn", ():
                self._put(FULL)
            case "turnOff", ():
                self._put(0)
            case "switch", ():
                self._put(0 if self._value else FULL)
            case "setValue", (value,):
                self._put(whole(value, 0, FULL))
            case "setValue", (value, ticks):
                self._pulse(whole(value, 0, FULL), whole(ticks, 1, LONGEST_PULSE), now)
            case _:
                raise RefusedError(verb)

    def step(self, now: float) -> None:
        """End a pulse whose time has come."""
        if now >= self._reverts_at:
            self._put(self._reverts_to)

    def shown(self) -> State:
        """The value; 255 is on."""
        state: State = {"state": self._value if self._dims else str(self._value)}
        if self._says:
            state["desc"] = "On" if self._value else "Off"
        return state

    def restoring(self) -> str:
        """Set the value that it has."""
        return f"setValue/{self._value}"

    def _put(self, value: int) -> None:
        self._reverts_at = NEVER
        self._value = value if self._dims or not value else FULL

    def _pulse(self, value: int, ticks: int, now: float) -> None:
        before = self._reverts_to if self._reverts_at < NEVER else self._value
        self._put(value)
        self._reverts_to = before
        self._reverts_at = now + ticks * PULSE_UNIT_S


class ColorLight(Thing):
    """Red, green, blue and white; its state is the four bytes as one number, red lowest."""

    def __init__(self, packed: int = 0) -> None:
        super().__init__()
        self._packed = packed

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:  # noqa: ARG002 - the signature of all things
        """Show these colours.

        Raises: RefusedError for everything but ``setColors`` with one number or four.
        """
        match verb, words:
            case "setColors", (packed,):
                self._packed = whole(packed, -(2**31), 2**32 - 1) % 2**32
            case "setColors", (_, _, _, _):
                shades = [whole(word, 0, FULL) for word in words]
                self._packed = sum(shade << 8 * place for place, shade in enumerate(shades))
            case _:
                raise RefusedError(verb)

    def shown(self) -> State:
        """The four bytes."""
        return {"state": str(self._packed)}

    def restoring(self) -> str:
        """Show the colours that it shows."""
        return f"setColors/{self._packed}"


class NumberFlag(Thing):
    """A flag that holds a number and wraps around; a timed value stays."""

    def __init__(self, value: int = 0, *, bits: int, signed: bool) -> None:
        super().__init__()
        self._span = 1 << bits
        self._low = -(self._span // 2) if signed else 0
        self._value = self._wrapped(value)

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:  # noqa: ARG002 - the signature of all things
        """Hold this number.

        Raises: RefusedError for everything but ``setValue``.
        """
        match verb, words:
            case "setValue", (value,) | (value, _):
                self._value = self._wrapped(whole(value, -(2**31), 2**31))
            case _:
                raise RefusedError(verb)

    def shown(self) -> State:
        """The number."""
        return {"state": str(self._value)}

    def restoring(self) -> str:
        """Hold the number that it holds."""
        return f"setValue/{self._value}"

    def _wrapped(self, value: int) -> int:
        return (value - self._low) % self._span + self._low
