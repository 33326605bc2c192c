"""The driver: keeps one MQTT session with the M-SERV, asks what is missing, and says what is ordered."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn

import aiomqtt
from paho.mqtt.reasoncodes import ReasonCode

from ostoja.ending import beside, heed_cancellation
from ostoja.gateway.drivers.ampio.echoes import Awaited, Waiting
from ostoja.gateway.drivers.ampio.orders import QUICK, SLOW, Values
from ostoja.gateway.drivers.ampio.scenes import Outlook, foresee, foresee_end, foresee_undo, objects_of
from ostoja.gateway.drivers.ampio.survey import Survey
from ostoja.gateway.drivers.ampio.topics import Table, Topics
from ostoja.gateway.house.abilities import axis
from ostoja.gateway.house.clock import Clock
from ostoja.gateway.house.driver import Access, Home, Troubles
from ostoja.gateway.house.errors import DriverError, LostError, NotDoneError, NotWelcomeError, UnreachableError
from ostoja.gateway.house.pauses import Pauses
from ostoja.protocol.messages import Reason
from ostoja.protocol.traits import Do, End, Run, Undo

log = logging.getLogger(__name__)

# The library would write topics, and with them the account's name, into the log. A logger outside the tree, for whoever
# sets logging up anew (``dictConfig``) wakes the disabled ones of the tree.
_silent = logging.Logger(f"{__name__}.library", logging.CRITICAL + 1)  # noqa: LOG001 - the reason stands above

SUBACK_REFUSED = 128
CONNACK_REFUSED = frozenset({4, 5, 134, 135})  # Bad password and not authorised, in MQTT 3.1.1 and as paho maps them.
# Without it a command waits up to 40 ms for the server's acknowledgement of the one before (Nagle's algorithm).
AT_ONCE = (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
NO_USE_WAITING = timedelta(0)  # Of what the server does now, nobody here can see anything.
SCENE_VERBS = {Run: "run", End: "off", Undo: "undo"}
MOST_QUEUED = 20_000  # At 300 bytes each, 6 MB; a table that is dropped is asked for again.


@dataclass(frozen=True)
class Timing:
    """How long the driver waits for what.

    ``keepalive`` is the silence after which the server is asked whether it is there, two bytes each way, and once more
    the time for its answer: one that hangs is given up after twice that and a second, 11 s.
    Units: seconds.
    """

    answer: float = 5.0
    reply: float = 8.0
    refresh: float = 900.0
    first_pause: float = 0.5
    longest_pause: float = 30.0
    not_welcome: float = 60.0
    keepalive: int = 5


def driver(access: Access, clock: Clock) -> "AmpioDriver":  # noqa: ARG001 - the signature of every family
    """A driver for the M-SERV at this address, not yet running; its instants are the server's own."""
    return AmpioDriver(access)


class AmpioDriver:
    """One M-SERV, by a standard account, or the administrator's, which hears how the modules are too."""

    def __init__(self, access: Access, timing: Timing | None = None) -> None:
        self._access = access
        self._timing = timing or Timing()
        self._topics = Topics(access.user)
        self._survey: Survey | None = None
        self._client: aiomqtt.Client | None = None
        self._wake = asyncio.Event()
        self._told: type[DriverError] | None = None
        # What the objects of a scene showed before it was run, as far as it was run from here.
        self._before: dict[str, dict[int, Values]] = {}

    async def run(self, home: Home) -> NoReturn:
        """Keep the connection until cancelled."""
        self._survey = Survey(self._topics, home)
        pauses = Pauses(self._timing.first_pause, self._timing.longest_pause)
        while True:
            try:
                await self._one_connection(self._survey, pauses)
            except DriverError as wrong:
                self._tell_once(wrong)
                home.went_offline()
                await asyncio.sleep(self._timing.not_welcome if wrong.permanent else pauses.next())
            finally:
                home.went_offline()

    async def send(self, device: str, do: Do, echoed: Callable[[], None]) -> timedelta:
        """How long the home may take to show that it did this.

        Raises: NotDoneError when it was not told; LostError when it may or may not have been.
        """
        client, survey = self._client, self._survey
        if client is None or survey is None:
            raise NotDoneError(Reason.HOME_OFFLINE)
        if device in survey.plan.scenes and isinstance(do, Run | End | Undo):
            return await self._have_scene(client, survey, device, do, echoed)
        placed = survey.plan.placed.get(device)
        if placed is None:
            raise NotDoneError(Reason.UNKNOWN_DEVICE)
        shown = survey.shown(placed.object)
        order = placed.point.order(do, shown)
        if order is None:
            raise NotDoneError(Reason.NOT_ABLE)
        is_done = order.is_done(shown.values, is_alone=axis(do) not in shown.awaited)
        awaited = () if is_done else (Awaited.of(placed.object, axis(do), shown.values, order),)
        waiting = Waiting(awaited, echoed)
        await self._say(client, survey, f"/api/set/{placed.object}/{order.verb}", waiting, order.patience)
        if is_done:
            echoed()
        return order.patience

    def troubles(self) -> Troubles:
        """What of the M-SERV's words could not be made sense of."""
        return Troubles({}, {}) if self._survey is None else self._survey.troubles()

    def _tell_once(self, wrong: DriverError) -> None:
        if type(wrong) is not self._told:
            self._told = type(wrong)
            log.log(logging.ERROR if wrong.permanent else logging.WARNING, "the M-SERV is not there: %s", wrong)

    async def _have_scene(
        self, client: aiomqtt.Client, survey: Survey, device: str, do: Run | End | Undo, echoed: Callable[[], None]
    ) -> timedelta:
        outlook = self._outlook(survey, device, do)
        number = device.rpartition("-s")[2]
        path = f"/api/{SCENE_VERBS[type(do)]}/scene/{number}"
        await self._say(client, survey, path, Waiting(outlook.awaited, echoed), SLOW)
        if outlook.awaited:
            return SLOW
        if outlook.is_blind:
            return NO_USE_WAITING
        echoed()
        return SLOW

    def _outlook(self, survey: Survey, device: str, do: Run | End | Undo) -> Outlook:
        actions = survey.plan.scenes[device].actions
        match do:
            case Run():
                self._before[device] = {object_: survey.shown(object_).values for object_ in objects_of(actions)}
                return foresee(actions, survey.plan, survey.shown)
            case End():
                return foresee_end(actions, survey.plan, survey.shown)
            case Undo():
                return foresee_undo(self._before.pop(device, {}), survey.plan, survey.shown)

    async def _say(
        self, client: aiomqtt.Client, survey: Survey, path: str, waiting: Waiting, patience: timedelta
    ) -> None:
        # The echo may come before the server's word that it heard.
        survey.echoes.wait(waiting)
        try:
            await client.publish(self._topics.command(), path, qos=1, timeout=QUICK.total_seconds())
        except (aiomqtt.MqttError, ValueError) as wrong:
            survey.give_up(waiting)
            raise LostError from wrong
        asyncio.get_running_loop().call_later(patience.total_seconds(), self._give_up, survey, waiting)

    def _give_up(self, survey: Survey, waiting: Waiting) -> None:
        survey.give_up(waiting)
        if survey.wanted:
            self._wake.set()

    async def _one_connection(self, survey: Survey, pauses: Pauses) -> None:
        try:
            async with self._connected() as client:
                await self._subscribe(client)
                survey.begin()
                self._wake.clear()
                async with beside(self._ask_along(client, survey)):
                    self._client = client
                    await self._listen(client, survey, pauses)
        except aiomqtt.MqttError as wrong:
            raise UnreachableError("no connection") from wrong
        finally:
            self._client = None

    @contextlib.asynccontextmanager
    async def _connected(self) -> AsyncIterator[aiomqtt.Client]:
        client = aiomqtt.Client(
            self._access.host,
            self._access.port,
            username=self._access.user,
            password=self._access.password,
            identifier=self._access.client,
            logger=_silent,
            timeout=self._timing.answer,
            keepalive=self._timing.keepalive,
            max_queued_incoming_messages=MOST_QUEUED,
            socket_options=[AT_ONCE],
        )
        try:
            await client.__aenter__()
        except aiomqtt.MqttCodeError as wrong:
            if _number(wrong.rc) in CONNACK_REFUSED:
                raise NotWelcomeError("it refuses the account or its password") from wrong
            raise
        try:
            heed_cancellation()
            yield client
        finally:
            # Saying goodbye over a dead connection fails, and then there is nobody to say it to.
            with contextlib.suppress(aiomqtt.MqttError):
                await client.__aexit__(None, None, None)

    async def _subscribe(self, client: aiomqtt.Client) -> None:
        granted = await client.subscribe([(topic, 1) for topic in self._topics.filters()])
        heed_cancellation()
        if any(_number(code) >= SUBACK_REFUSED for code in granted):
            raise NotWelcomeError("it refuses what the account must hear")

    async def _listen(self, client: aiomqtt.Client, survey: Survey, pauses: Pauses) -> None:
        was_complete = False
        async for message in client.messages:
            survey.hear(message.topic.value, _bytes(message.payload), retained=message.retain)
            if survey.wanted:
                self._wake.set()
            if survey.is_complete and not was_complete:
                was_complete, self._told = True, None
                pauses.reset()
                log.info("the M-SERV answers: %d devices", len(survey.plan.listing.devices))

    async def _ask_along(self, client: aiomqtt.Client, survey: Survey) -> None:
        # A connection that breaks is noticed by the one who listens.
        with contextlib.suppress(aiomqtt.MqttError):
            while True:
                wanted, survey.wanted = survey.wanted, set()
                await self._ask(client, survey, wanted)
                await self._wait_for_a_wish(survey)

    async def _wait_for_a_wish(self, survey: Survey) -> None:
        """Until a table changed, or an answer did not come, or everything is due again as a safety net."""
        try:
            async with asyncio.timeout(self._timing.reply if survey.missing else self._timing.refresh):
                await self._wake.wait()
        except TimeoutError:
            survey.wanted |= survey.missing or set(Table)
            if survey.missing:
                survey.settle()
        self._wake.clear()

    async def _ask(self, client: aiomqtt.Client, survey: Survey, tables: Iterable[Table]) -> None:
        for table in sorted(tables):
            survey.asked(table)
            topic, payload = self._topics.ask(table)
            await client.publish(topic, payload, qos=1)
            heed_cancellation()


def _number(code: int | ReasonCode | None) -> int:
    return code.value if isinstance(code, ReasonCode) else int(code or 0)


def _bytes(payload: object) -> bytes:
    return bytes(payload) if isinstance(payload, bytes | bytearray) else str(payload or "").encode()
