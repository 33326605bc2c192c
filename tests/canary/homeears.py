"""Where a planted home is listened to: the app, the office, and what both heard."""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec
from aiohttp import web

from ostoja.protocol.messages import Command, FromApp, FromGateway, Hello, Welcome
from ostoja.simulator.simulation import Simulation
from tests.canary.homestores import Left
from tests.canary.stores import Store
from tests.doubles.app import App
from tests.gateway.link.office_double import DoubleOffice


@dataclass
class Heard:
    """Everything that travelled, by where it was heard."""

    messages: set[type] = field(default_factory=set)
    frames: list[bytes] = field(default_factory=list)
    calls: list[Store] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    status: list[Store] = field(default_factory=list)
    copies: dict[str, bytes] = field(default_factory=dict)
    kept: list[Left] = field(default_factory=list)


@dataclass
class Watched(App):
    """An app that remembers the kinds of what it says and hears."""

    kinds: set[type] = field(default_factory=set)

    async def open(self) -> Welcome:
        self.kinds.add(Hello)
        return await super().open()

    async def say(self, message: FromApp) -> None:
        self.kinds.add(type(message))
        if isinstance(message, Command):
            self.kinds.add(type(message.do))
        await super().say(message)

    def _take(self, message: FromGateway) -> None:
        self.kinds.add(type(message))
        super()._take(message)


class Decorated(Simulation):
    """A simulation whose rooms are called otherwise one day."""

    def name_rooms(self, name: str) -> None:
        """Give every room but the first this name in the Designer, and save."""
        home = self._mserv.home
        rooms = (home.rooms[0], *(msgspec.structs.replace(room, name=name) for room in home.rooms[1:]))
        self._mserv.save(msgspec.structs.replace(home, rooms=rooms), self._clock.now())
        self._stir()


def tapped(office: DoubleOffice, calls: list[Store]) -> None:
    """Keep what this office is asked and answers, by path and direction."""

    @web.middleware
    async def tap(request: web.Request, handler: Callable[[web.Request], object]) -> web.StreamResponse:
        answer = await handler(request)  # type: ignore[misc]  # aiohttp's handlers are awaitable
        assert isinstance(answer, web.Response)
        calls.append((f"{request.path} asked", f"{request.headers} {await request.text()}".encode()))
        calls.append((f"{request.path} answered", f"{answer.headers} {answer.text}".encode()))
        return answer

    office._runner.app.middlewares.append(tap)
