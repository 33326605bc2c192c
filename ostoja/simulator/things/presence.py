"""Whether somebody is at home, as the M-SERV says it."""

from ostoja.simulator.things.thing import State, Thing

AT_HOME = 0
HOME_EMPTY = 5


class Presence(Thing):
    """The system's presence detection: a code, and no verb."""

    def __init__(self, code: int = AT_HOME) -> None:
        super().__init__()
        self.code = code

    def shown(self) -> State:
        """The code."""
        return {"state": str(self.code)}
