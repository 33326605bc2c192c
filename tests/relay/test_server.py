"""The whole relay on real sockets, with a client library of somebody else."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from ostoja.protocol.frames import APP_PATH, GATEWAY_PATH, CloseCode, Kind, TicketBody, frame_of, read_close_code
from ostoja.protocol.revocations import Subject
from ostoja.protocol.tickets import Profile
from ostoja.relay.errors import UnfitError
from ostoja.relay.limits import Limits, Silence
from ostoja.relay.server import Options, Relay
from tests.doubles.office import TOKEN, Office, Signer
from tests.relay.peers import HOME, PATIENCE, Peer, Town, end_session, impatient, town, until


async def test_frames_pass_byte_for_byte_both_ways(the_town: Town) -> None:
    gateway, app, channel = await the_town.pair()

    await app.say(Kind.DATA, channel, b"from the app")
    await gateway.say(Kind.DATA, channel, b"from the gateway")

    assert (await gateway.expect(Kind.DATA)).body == b"from the app"
    assert (await app.expect(Kind.DATA)).body == b"from the gateway"


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null"])
async def test_a_page_of_another_origin_is_refused(the_town: Town, origin: str | None) -> None:
    app = await the_town.dial(APP_PATH, origin=origin)

    assert await app.farewell() == CloseCode.BAD_ORIGIN


async def test_expired_forged_early_and_foreign_tickets_are_refused(the_town: Town) -> None:
    signer, now = the_town.office.signer, datetime.now(UTC)
    tickets = {
        signer.ticket(HOME, now=now - timedelta(minutes=5)): CloseCode.TICKET_EXPIRED,
        signer.ticket(HOME, now=now + timedelta(minutes=5)): CloseCode.BAD_TICKET,
        Signer().ticket(HOME): CloseCode.BAD_TICKET,
        "noise": CloseCode.BAD_TICKET,
    }

    for ticket, code in tickets.items():
        assert await (await the_town.knock(ticket)).farewell() == code


async def test_a_key_that_the_relay_does_not_know_yet_is_fetched(the_town: Town) -> None:
    the_town.office.signer.rotate()
    the_town.relay._keys._asked = float("-inf")

    first = await (await the_town.knock(the_town.office.signer.ticket(HOME))).farewell()
    async with asyncio.timeout(PATIENCE):
        await the_town.relay._keys.fresh()
    await the_town.app()

    assert first == CloseCode.BAD_TICKET


async def test_who_says_nothing_is_shown_the_door() -> None:
    async with town(impatient()) as here:
        app, gateway = await here.dial(APP_PATH), await here.dial(GATEWAY_PATH)

        assert await app.farewell() == await gateway.farewell() == CloseCode.TOO_SLOW


async def test_a_gateway_that_dialled_another_address_is_refused(the_town: Town) -> None:
    gateway = await the_town.challenged(road="wss://evil.example")

    assert await gateway.farewell() == CloseCode.BAD_CERTIFICATE


async def test_the_newest_gateway_wins_at_once(the_town: Town) -> None:
    old, app, _ = await the_town.pair()

    began = time.monotonic()
    new = await the_town.gateway()
    opened = await app.expect(Kind.OPENED)
    took = time.monotonic() - began

    assert await old.farewell() == CloseCode.REPLACED
    assert (await new.expect(Kind.OPEN)).channel == opened.channel
    assert took < 1


async def test_an_app_waits_for_a_gateway_that_is_gone_and_stays(the_town: Town) -> None:
    gateway, app, _ = await the_town.pair()

    await gateway.leave()
    await app.expect(Kind.WAITING)
    await the_town.gateway()

    await app.expect(Kind.OPENED)


async def test_a_gateway_that_vanishes_without_a_word_is_noticed() -> None:
    silence = Silence(timedelta(seconds=0.2), timedelta(seconds=0.5))
    async with town(impatient(gateway_silence=silence)) as here:
        gateway, app, _ = await here.pair()
        gateway.freeze()

        await app.expect(Kind.WAITING)


async def test_a_peer_that_answers_pings_is_kept() -> None:
    silence = Silence(timedelta(seconds=0.1), timedelta(seconds=0.6))
    async with town(impatient(gateway_silence=silence, app_silence=silence)) as here:
        gateway, app, channel = await here.pair()
        # Both clients must read to answer pings.
        reading = asyncio.ensure_future(app.hear())
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1.2):
                await gateway.hear()

        await gateway.say(Kind.DATA, channel, b"still here")

        assert (await reading).body == b"still here"


async def test_an_ended_session_has_a_new_channel_at_once(the_town: Town) -> None:
    gateway, app, channel = await the_town.pair()

    await end_session(gateway, channel)

    opened = await app.expect(Kind.OPENED)
    assert opened.channel == (await gateway.expect(Kind.OPEN)).channel == channel + 1


async def test_sessions_that_end_in_a_circle_end_the_connection(the_town: Town) -> None:
    gateway, app, channel = await the_town.pair()
    for _ in range(4):
        await end_session(gateway, channel)
        channel = (await app.expect(Kind.OPENED)).channel

    await end_session(gateway, channel)

    assert await app.farewell() == CloseCode.SESSION_ENDED


async def test_a_revocation_closes_within_a_second_and_reaches_the_gateway(the_town: Town) -> None:
    gateway, app, _ = await the_town.pair()
    other = await the_town.app("bartek")
    await gateway.expect(Kind.OPEN)

    began = time.monotonic()
    token = await the_town.office.revoke(Subject.MEMBER, "ala")
    code = await app.farewell()

    assert (code, time.monotonic() - began < 1) == (CloseCode.REVOKED, True)
    assert (await gateway.expect(Kind.REVOKED)).body == token.encode()
    assert read_close_code((await gateway.expect(Kind.CLOSE)).body) is CloseCode.REVOKED
    await other.say(Kind.PING)
    await other.expect(Kind.OPENED)
    await other.expect(Kind.PONG)


async def test_a_ticket_from_before_a_revocation_opens_nothing(the_town: Town) -> None:
    before = the_town.office.signer.ticket(HOME, "ala")
    app = await the_town.app("ala")
    await the_town.office.revoke(Subject.MEMBER, "ala")
    await app.farewell()

    again = await the_town.knock(before)

    assert await again.farewell() == CloseCode.REVOKED


async def test_a_ticket_is_renewed_inside_the_channel(the_town: Town) -> None:
    signer = the_town.office.signer
    short = signer.ticket(HOME, "ala", "s", lifetime=timedelta(seconds=2))
    app = await the_town.knock(short)
    await app.expect(Kind.ADMITTED)
    await app.expect(Kind.WAITING)

    await app.socket.send_bytes(frame_of(Kind.RENEW, TicketBody(signer.ticket(HOME, "ala", "s"))))

    await app.expect(Kind.RENEWED)


async def test_a_ticket_that_is_not_renewed_ends(the_town: Town) -> None:
    app = await the_town.knock(the_town.office.signer.ticket(HOME, lifetime=timedelta(seconds=1)))

    assert await app.farewell() == CloseCode.TICKET_EXPIRED


async def test_a_seventh_person_and_a_fourth_watcher_are_refused(the_town: Town) -> None:
    signer = the_town.office.signer
    watchers = [await the_town.knock(signer.ticket(HOME, f"w{i}", profile=Profile.MONITORING)) for i in range(3)]
    for watcher in watchers:
        await watcher.expect(Kind.ADMITTED)

    fourth = await the_town.knock(signer.ticket(HOME, "w3", profile=Profile.MONITORING))
    assert await fourth.farewell() == CloseCode.TOO_MANY_PEOPLE
    people = [await the_town.app(name) for name in ("ala", "bartek", "iwona", "ala")]

    assert len(people) == 4
    assert await (await the_town.knock(signer.ticket(HOME, "celina"))).farewell() == CloseCode.TOO_MANY_PEOPLE


async def test_a_relay_that_is_full_says_so() -> None:
    async with town(impatient(connections=1)) as here:
        app = await here.app()

        assert await (await here.dial(APP_PATH)).farewell() == CloseCode.TOO_BUSY
        await app.leave()


async def test_a_crowd_of_apps_at_the_door_keeps_no_gateway_out() -> None:
    async with town(Limits(pending=3)) as here:
        for _ in range(3):
            await here.dial(APP_PATH)

        assert await (await here.dial(APP_PATH)).farewell() == CloseCode.TOO_BUSY
        await here.gateway()


async def test_a_crowd_of_gateways_at_the_door_keeps_no_app_out() -> None:
    async with town(Limits(pending=3)) as here:
        for _ in range(3):
            await here.dial(GATEWAY_PATH, origin=None)
        refused = await here.dial(GATEWAY_PATH, origin=None)

        assert await refused.farewell() == CloseCode.TOO_BUSY
        await here.app()


@pytest.mark.parametrize(
    ("path", "let_in"), [(APP_PATH, Town.gateway), (GATEWAY_PATH, Town.app)], ids=["apps", "gateways"]
)
async def test_those_who_were_not_let_in_keep_nobody_out(path: str, let_in: Callable[[Town], Awaitable[Peer]]) -> None:
    async with town(Limits(connections=8)) as here:
        crowd = [await here.dial(path) for _ in range(20)]
        for peer in crowd:
            peer.freeze()

        await let_in(here)


async def test_a_drained_relay_tells_everybody_and_ends() -> None:
    async with town(impatient()) as here:
        gateway, app, _ = await here.pair()
        draining = asyncio.ensure_future(here.relay.drain())

        await app.expect(Kind.DRAIN)
        await gateway.expect(Kind.DRAIN)
        codes = [await app.farewell(), await gateway.farewell()]
        await draining

        assert codes == [CloseCode.GOING_AWAY, CloseCode.GOING_AWAY]
        with pytest.raises(aiohttp.ClientConnectionError):
            await here.dial(APP_PATH)


async def test_a_peer_that_never_goes_does_not_hold_up_the_drain() -> None:
    async with town(impatient()) as here:
        _, app, _ = await here.pair()
        app.freeze()

        async with asyncio.timeout(PATIENCE):
            await here.relay.drain()


async def test_a_taken_port_is_said_in_one_sentence(the_town: Town) -> None:
    options = Options(token=TOKEN, listen=("127.0.0.1", the_town.relay.port), status=("127.0.0.1", 0))
    second = Relay(options)

    with pytest.raises(UnfitError, match=r"cannot listen on 127\.0\.0\.1:"):
        await second.start()
    await second.stop()


async def test_a_relay_starts_when_the_cloud_has_keys() -> None:
    office = Office()
    office.key_status = 503
    await office.start()
    relay = Relay(Options(token=TOKEN, listen=("127.0.0.1", 0), status=("127.0.0.1", 0), cloud=office.url))
    starting = asyncio.ensure_future(relay.start())
    try:
        await until(lambda: office.asked_for_keys > 0)
        assert not relay.health().is_fit
        office.key_status = 200
        async with asyncio.timeout(PATIENCE):
            await starting
        assert relay.health().is_fit
    finally:
        await relay.stop()
        await office.stop()


async def test_one_failure_does_not_end_the_watch(the_town: Town, caplog: pytest.LogCaptureFixture) -> None:
    app = await the_town.app()
    (wire,) = the_town.relay._open

    wire._talk = object()  # type: ignore[assignment]  # a talk that cannot look
    await until(lambda: "looking after the connections failed" in caplog.text)
    wire._talk = None

    assert await (await the_town.knock("noise")).farewell() == CloseCode.BAD_TICKET
    await app.leave()


async def test_a_relay_that_never_listened_has_nothing_to_drain() -> None:
    relay = Relay(Options(token="t", listen=("127.0.0.1", 0), status=("127.0.0.1", 0)))

    await relay.drain()

    assert relay._is_draining
