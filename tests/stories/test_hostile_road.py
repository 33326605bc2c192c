"""Who holds the cloud's own keys, or everything that was ever said, gets nothing out of a home."""

from datetime import UTC, datetime, timedelta

import pytest

from ostoja.cloud.homes.cabinet import Cabinet
from ostoja.protocol import frames
from ostoja.protocol.app_session import NotAdmittedError
from ostoja.protocol.codes import Code, new_code
from ostoja.protocol.errors import HandshakeError
from ostoja.protocol.frames import CloseCode, Kind
from ostoja.protocol.handshake import RefusalCode
from ostoja.protocol.ids import new_id
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.sealing import DhKey
from ostoja.protocol.tickets import Role, Ticket, sign_ticket
from ostoja.protocol.tokens import SigningKey
from tests.doubles.app import App, ClosedError
from tests.stories.households import Household, settle
from tests.stories.town import Town


@pytest.fixture(scope="module")
def household(town: Town) -> Household:
    return settle(town)


@pytest.fixture(scope="module")
def stolen(household: Household) -> SigningKey:
    """The cloud's own signing key."""
    return Cabinet(household.town.folder / "cloud" / "keys").signing_key(datetime.now(UTC))


def forged(household: Household, key: SigningKey, *, since: timedelta = timedelta()) -> str:
    now = datetime.now(UTC) + since
    ticket = Ticket.new(
        installation=household.installation, member=household.member, session=new_id(), role=Role.OWNER, now=now
    )
    return sign_ticket(ticket, key)


async def closed_with(app: App) -> int:
    async with app:
        with pytest.raises(ClosedError) as closed:
            await app.open()
        return closed.value.code


async def test_a_cloud_that_signs_itself_a_ticket_gets_nothing_from_the_home(
    household: Household, stolen: SigningKey
) -> None:
    async with household.app(ticket=forged(household, stolen), key=DhKey.new()) as app:
        with pytest.raises(NotAdmittedError) as refused:
            await app.open()

        assert refused.value.code is RefusalCode.UNKNOWN_APP
        assert app.devices == {}


async def test_a_cloud_that_guesses_codes_gets_nothing_from_the_home(household: Household, stolen: SigningKey) -> None:
    for _ in range(3):
        async with household.app(ticket=forged(household, stolen), key=DhKey.new(), code=new_code()) as app:
            with pytest.raises(NotAdmittedError):
                await app.open()


async def test_a_cloud_that_knows_the_number_of_a_code_voids_it_at_most(
    household: Household, stolen: SigningKey
) -> None:
    shown = household.town.home_code(member=household.member).replace("-", "")
    for _ in range(6):
        guess = Code(shown[:12], new_code().secret)
        async with household.app(ticket=forged(household, stolen), key=DhKey.new(), code=guess) as app:
            with pytest.raises(NotAdmittedError):
                await app.open()
    right = Code(shown[:12], shown[12:])
    async with household.app(key=DhKey.new(), pinned=None, code=right) as app:
        with pytest.raises(NotAdmittedError):
            await app.open()


async def test_a_ticket_signed_by_somebody_else_opens_no_road(household: Household, stolen: SigningKey) -> None:
    stranger = forged(household, SigningKey(stolen.kid, PrivateKey.new()))
    unknown = forged(household, SigningKey("unknown", PrivateKey.new()))

    assert await closed_with(household.app(ticket=stranger)) == CloseCode.BAD_TICKET
    assert await closed_with(household.app(ticket=unknown)) == CloseCode.BAD_TICKET
    assert await closed_with(household.app(ticket="no ticket")) == CloseCode.BAD_TICKET


async def test_an_expired_ticket_opens_no_road(household: Household, stolen: SigningKey) -> None:
    expired = forged(household, stolen, since=timedelta(seconds=-121))
    early = forged(household, stolen, since=timedelta(minutes=5))

    assert await closed_with(household.app(ticket=expired)) == CloseCode.TICKET_EXPIRED
    assert await closed_with(household.app(ticket=early)) == CloseCode.BAD_TICKET


async def test_a_page_of_another_origin_opens_no_road(household: Household) -> None:
    app = household.app()
    app.origin = "https://elsewhere.example"

    assert await closed_with(app) == CloseCode.BAD_ORIGIN


async def test_a_replayed_frame_ends_the_session_and_does_nothing(household: Household) -> None:
    async with household.app() as app:
        await app.open()
        await app.snapshot()
        sealed = app.sent[-1]
        await app.send(sealed)

        # The gateway ends the session; the relay opens a new channel, on which everything begins anew.
        assert (await app.frame(Kind.OPENED)).channel != app.channel


async def test_a_replayed_session_ends_where_the_gateway_chose_anew(household: Household) -> None:
    async with household.app() as app:
        await app.open()
        recorded = [frame for frame in app.sent if frame[0] == Kind.DATA]
    async with household.app(key=DhKey.new()) as thief:
        channel = (await thief.frame(Kind.OPENED)).channel
        for frame in recorded:
            await thief.send(frames.frame(Kind.DATA, channel, frame[frames.HEADER_BYTES :]))

        replies = [await thief.frame(Kind.DATA, Kind.OPENED) for _ in range(2)]

    assert [reply.body[:1] for reply in replies] == [b"\x02", b""]


async def test_a_gateway_that_is_not_the_pinned_one_is_told_nothing(household: Household) -> None:
    async with household.app(pinned=PrivateKey.new().public) as app:
        with pytest.raises(HandshakeError, match="another gateway"):
            await app.open()
        assert [frame[frames.HEADER_BYTES] for frame in app.sent if frame[0] == Kind.DATA] == [1]
