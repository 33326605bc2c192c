"""An app without a browser: ticket, road and sealed session, step by step, so that a story can go wrong on purpose."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Self, TypeVar

import aiohttp

from ostoja.protocol import frames, messages
from ostoja.protocol.app_session import AppSession
from ostoja.protocol.codes import Code, stretched
from ostoja.protocol.frames import CloseCode, Frame, Kind, TicketBody
from ostoja.protocol.ids import new_id
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.messages import Beating, Command, CommandIs, FromApp, FromGateway, Hello, More, Page, Step, Welcome
from ostoja.protocol.sealing import DhKey
from ostoja.protocol.traits import Device, Do, Room, State

PATIENCE_SECONDS = 10.0

Heard = TypeVar("Heard", bound=FromGateway)


class ClosedError(Exception):
    """The road closed the connection; ``code`` says why."""

    def __init__(self, code: int) -> None:
        super().__init__(CloseCode(code).name if code in set(CloseCode) else str(code))
        self.code = code


@dataclass
class App:
    """One app on the road to one home; use it as `async with`."""

    road: str
    origin: str
    ticket: str
    installation: str
    key: DhKey = field(default_factory=DhKey.new)
    pinned: PublicKey | None = None
    code: Code | None = None
    rooms: dict[str, Room] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    channel: int = 0
    session: AppSession | None = None
    sent: list[bytes] = field(default_factory=list)
    heard_at: int = 0
    heard_on: float = 0.0
    label: str = "story"

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession()
        self._socket = await self._http.ws_connect(
            f"{self.road}{frames.APP_PATH}", origin=self.origin, compress=0, autoping=True, max_msg_size=0
        )
        await self.send(frames.frame_of(Kind.TICKET, TicketBody(self.ticket)))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()
        await self._http.close()

    async def send(self, frame: bytes) -> None:
        """Put these bytes on the road."""
        self.sent.append(frame)
        await self._socket.send_bytes(frame)

    async def frame(self, *kinds: Kind) -> Frame:
        """The next frame of one of these kinds, or of any.

        Raises: ClosedError when the road closes first; TimeoutError when nothing comes.
        """
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                message = await self._socket.receive()
                if message.type is not aiohttp.WSMsgType.BINARY:
                    raise ClosedError(self._socket.close_code or 0)
                read = frames.read_frame(message.data)
                if not kinds or read.kind in kinds:
                    return read

    async def open(self) -> Welcome:
        """Open a sealed session on the next channel."""
        self.channel = (await self.frame(Kind.OPENED)).channel
        psk = await asyncio.to_thread(stretched, self.code) if self.code else b""
        number = self.code.number if self.code else ""
        pinned = None if self.code else self.pinned
        self.session = AppSession(self.key, self.installation, pinned=pinned, number=number, psk=psk)
        await self._data(self.session.begin())
        hello = (await self.frame(Kind.DATA)).body
        await self._data(self.session.answer(hello, messages.write(Hello(self.label))))
        welcome = await self.hear(Welcome)
        self.pinned, self.code = self.session.gateway, None
        return welcome

    async def _data(self, body: bytes) -> None:
        await self.send(frames.frame(Kind.DATA, self.channel, body))

    async def say(self, message: FromApp) -> None:
        """Say this to the gateway, sealed."""
        assert self.session is not None
        await self._data(self.session.seal(messages.write(message)))

    async def hear(self, kind: type[Heard]) -> Heard:
        """The next message of this kind; what it says of devices on the way is taken in.

        Raises: ClosedError when the road closes first; ProtocolError when it does not open.
        """
        assert self.session is not None
        while True:
            body = (await self.frame(Kind.DATA)).body
            message = messages.read_from_gateway(self.session.open(body))
            self._take(message)
            if isinstance(message, kind):
                return message

    def instant(self) -> int:
        """The gateway's steady clock, as an app reckons it."""
        return self.heard_at + int((time.monotonic() - self.heard_on) * 1000)

    def _take(self, message: FromGateway) -> None:
        if isinstance(message, Welcome | Beating):
            self.heard_at, self.heard_on = message.at, time.monotonic()
        for room in getattr(message, "rooms", ()):
            self.rooms[room.id] = room
        for device in getattr(message, "devices", ()):
            self.devices[device.id] = device
        for state in getattr(message, "states", ()):
            self.states[state.device] = state

    async def snapshot(self) -> None:
        """Ask for the whole home, page by page."""
        mark: str | None = ""
        while mark is not None:
            await self.say(More(mark))
            page = await self.hear(Page)
            mark = page.next or None

    def named(self, name: str) -> Device:
        """The device of this name."""
        return next(device for device in self.devices.values() if device.name == name)

    async def ask(self, device: str, do: Do) -> CommandIs:
        """Ask a device to do something; where it ends."""
        asked = Command(new_id(), device, do, self.instant())
        await self.say(asked)
        while True:
            told = await self.hear(CommandIs)
            if told.id == asked.id and told.step not in {Step.ASKED, Step.SENT}:
                return told
