"""Wall switches and contacts, and the alarm that some of them set off."""

import hmac

from ostoja.simulator.things.thing import NEVER, RefusedError, State, Thing

TAP_S = 0.25  # How long a finger stays on a switch.
ARMING_S = 1.0  # The alarm centre answers about a second later.


class Button(Thing):
    """A wall switch or contact: 255 while it is pressed; no verb reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self._let_go_at = NEVER

    @property
    def next_at(self) -> float:
        """When the finger leaves."""
        return self._let_go_at

    def press(self, now: float) -> None:
        """Press it and let go a moment later."""
        self._let_go_at = now + TAP_S

    def step(self, now: float) -> None:
        """Let go."""
        if now >= self._let_go_at:
            self._let_go_at = NEVER

    def shown(self) -> State:
        """Whether it is pressed."""
        return {"state": "0" if self._let_go_at == NEVER else "255"}


class Partition:
    """What the two halves of an alarm share."""

    def __init__(self) -> None:
        self.armed = False
        self.alarmed = False

    def disturb(self) -> None:
        """Something moved; it matters while armed."""
        self.alarmed = self.alarmed or self.armed


class ArmedHalf(Thing):
    """The half that is armed and disarmed with a PIN; a wrong PIN is met with silence."""

    def __init__(self, partition: Partition, pin: str) -> None:
        super().__init__()
        self.partition = partition
        self._pin = pin
        self._wanted = False
        self._at = NEVER

    @property
    def next_at(self) -> float:
        """When the alarm centre has obeyed."""
        return self._at

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:
        """Arm or disarm.

        Raises: RefusedError for other verbs and a wrong PIN.
        """
        match verb, words:
            case "arm" | "disarm", (pin,) if hmac.compare_digest(pin.encode(), self._pin.encode()):
                self._wanted = verb == "arm"
                self._at = now + ARMING_S
            case _:
                raise RefusedError(verb)

    def step(self, now: float) -> None:
        """Be armed or disarmed; disarming ends an alarm."""
        if now >= self._at:
            self._at = NEVER
            self.partition.armed = self._wanted
            self.partition.alarmed = self.partition.alarmed and self._wanted

    def shown(self) -> State:
        """Whether it is armed."""
        return {"state": "255" if self.partition.armed else "0"}


class AlarmedHalf(Thing):
    """The half that tells of an alarm."""

    def __init__(self, partition: Partition) -> None:
        super().__init__()
        self.partition = partition

    def shown(self) -> State:
        """Whether there is an alarm."""
        return {"state": "255" if self.partition.alarmed else "0"}


class Siren(Thing):
    """An output of the alarm that is on while there is an alarm; no verb reaches it."""

    def __init__(self, partition: Partition) -> None:
        super().__init__()
        self.partition = partition

    def shown(self) -> State:
        """Whether it is on."""
        return {"state": "255" if self.partition.alarmed else "0"}
