import asyncio
import logging
from pathlib import Path
from typing import Protocol

import pytest

from ostoja.gateway.link.errors import OfficeUnreachableError
from ostoja.gateway.link.revocations import MOST_WAITING, Revocations
from ostoja.gateway.store import papers
from ostoja.gateway.store.admissions import Maker, admission_of
from ostoja.gateway.store.apps import app_id, app_of
from ostoja.gateway.store.papers import Papers
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.revocations import Revocation, Subject, sign_revocation
from ostoja.protocol.tickets import Role
from ostoja.protocol.tokens import Keyring, SigningKey
from tests.gateway.link.guest import INSTALLATION, Guest, Home
from tests.gateway.log_listener import listening
from tests.gateway.store.failing import locked

CLOUD = SigningKey("k1", PrivateKey.new())
RING = Keyring({"k1": CLOUD.key.public})


class Cloud:
    """Gives its keys, and counts how often."""

    def __init__(self) -> None:
        self.asked = 0
        self.is_there = True

    async def keys(self) -> Keyring:
        self.asked += 1
        if not self.is_there:
            raise OfficeUnreachableError("gone")
        return RING


@pytest.fixture
def cloud() -> Cloud:
    return Cloud()


@pytest.fixture
def revocations(home: Home, cloud: Cloud) -> Revocations:
    papers.keep_keyring(home.database, RING)
    return Revocations(home.database, home.channels, home.clock, cloud.keys)


class Token(Protocol):
    def __call__(self, subject: Subject, id_: str, *, for_good: bool = False) -> str: ...


@pytest.fixture
def token(home: Home) -> Token:
    def made(subject: Subject, id_: str, *, for_good: bool = False) -> str:
        not_before = int(home.clock.move(seconds=5).timestamp())
        return sign_revocation(Revocation(subject, id_, not_before, for_good), CLOUD)

    return made


async def test_a_member_who_is_gone_is_out_and_the_key_with_them(
    home: Home, ala: Guest, revocations: Revocations, token: Token
) -> None:
    bartek = Guest(home, "bartek")
    bartek.welcome(home.admission(Role.MEMBER))

    await revocations.hear(token(Subject.MEMBER, "bartek", for_good=True))
    bartek.heard()

    app = app_of(home.database, app_id(bartek.key.public))
    assert bartek.closed == ["SESSION_ENDED"]
    assert ala.heard() == []
    assert ala.closed == []
    assert app is not None
    assert app.revoked is not None


async def test_an_invitation_ends_with_the_member_who_made_it(
    home: Home, revocations: Revocations, token: Token
) -> None:
    code = home.admission(Role.MEMBER, made_by=Maker("bartek's phone", "bartek"))

    await revocations.hear(token(Subject.MEMBER, "bartek", for_good=True))

    assert admission_of(home.database, code.number) is None


async def test_a_member_with_a_new_password_is_closed_and_keeps_the_key(
    home: Home, revocations: Revocations, token: Token
) -> None:
    bartek = Guest(home, "bartek")
    bartek.welcome(home.admission(Role.MEMBER))

    await revocations.hear(token(Subject.MEMBER, "bartek"))
    bartek.heard()

    assert bartek.closed == ["SESSION_ENDED"]
    assert Guest(home, "bartek", key=bartek.key).welcome().role is Role.MEMBER


async def test_an_owner_is_closed_but_the_home_keeps_the_key(
    home: Home, ala: Guest, revocations: Revocations, token: Token
) -> None:
    await revocations.hear(token(Subject.MEMBER, "ala", for_good=True))
    ala.heard()

    assert ala.closed == ["SESSION_ENDED"]
    assert Guest(home, key=ala.key).welcome().role is Role.OWNER


async def test_a_session_that_is_taken_back_ends(ala: Guest, revocations: Revocations, token: Token) -> None:
    await revocations.hear(token(Subject.SESSION, "session-of-ala"))
    ala.heard()

    assert ala.closed == ["SESSION_ENDED"]


@pytest.mark.parametrize(("id_", "closed"), [(INSTALLATION, ["SESSION_ENDED"]), ("another", [])])
async def test_an_installation_that_is_taken_back_ends_them_all(
    home: Home, ala: Guest, revocations: Revocations, token: Token, id_: str, closed: list[str]
) -> None:
    papers.keep_papers(home.database, Papers("t", "r", INSTALLATION, "ala", 1, 2))

    await revocations.hear(token(Subject.INSTALLATION, id_))
    ala.heard()

    assert ala.closed == closed


async def test_an_unknown_key_is_fetched_but_not_all_day(
    home: Home, ala: Guest, revocations: Revocations, token: Token, cloud: Cloud
) -> None:
    papers.keep_keyring(home.database, Keyring())
    stranger = SigningKey("k9", PrivateKey.new())
    for _ in range(3):
        await revocations.hear(sign_revocation(Revocation(Subject.MEMBER, "ala", 1), stranger))
    home.clock.move(seconds=20)
    papers.keep_keyring(home.database, Keyring())
    await revocations.hear(token(Subject.MEMBER, "ala"))
    ala.heard()

    assert cloud.asked == 2
    assert ala.closed == ["SESSION_ENDED"]


async def test_what_is_not_the_clouds_is_passed_over(
    home: Home, ala: Guest, revocations: Revocations, cloud: Cloud
) -> None:
    forged = sign_revocation(Revocation(Subject.MEMBER, "ala", 1), SigningKey("k1", PrivateKey.new()))
    cloud.is_there = False
    unknown = sign_revocation(Revocation(Subject.MEMBER, "ala", 1), SigningKey("k9", PrivateKey.new()))

    for token in ("rubbish", forged, unknown):
        await revocations.hear(token)
    ala.heard()

    assert ala.closed == []


async def test_a_token_that_was_heard_is_passed_over(
    home: Home, ala: Guest, revocations: Revocations, token: Token
) -> None:
    once = token(Subject.MEMBER, "ala")
    await revocations.hear(once)
    again = Guest(home, key=ala.key)
    again.welcome()

    await revocations.hear(once)
    again.heard()

    assert again.closed == []


async def test_a_store_that_refuses_is_told_of_once_a_minute_and_the_token_counts_again(
    home: Home, revocations: Revocations, token: Token
) -> None:
    bartek = Guest(home, "bartek")
    bartek.welcome(home.admission(Role.MEMBER))
    gone = token(Subject.MEMBER, "bartek", for_good=True)
    home.database._connection.execute("PRAGMA query_only = ON")

    with listening("ostoja.gateway.link.revocations", logging.WARNING) as listener:
        for _ in range(3):
            await revocations.hear(gone)
    home.database._connection.execute("PRAGMA query_only = OFF")
    await revocations.hear(gone)

    app = app_of(home.database, app_id(bartek.key.public))
    assert len(listener.lines) == 1
    assert app is not None
    assert app.revoked is not None


async def test_one_worker_hears_them_and_too_many_are_passed_over(
    home: Home, ala: Guest, revocations: Revocations, token: Token
) -> None:
    revocations.put(token(Subject.MEMBER, "ala"))
    with listening("ostoja.gateway.link.revocations", logging.WARNING) as listener:
        for _ in range(MOST_WAITING + 1):
            revocations.put("rubbish")
        assert len(listener.lines) == 1
        home.clock.move(minutes=2)
        task = asyncio.create_task(revocations.run())
        await listener.line(5)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    ala.heard()

    assert len(listener.lines) == 2
    assert ala.closed == ["SESSION_ENDED"]


async def test_whoever_is_no_member_any_more_is_out_and_owners_stay(
    home: Home, ala: Guest, revocations: Revocations
) -> None:
    bartek, iwona = Guest(home, "bartek"), Guest(home, "iwona")
    for guest in (bartek, iwona):
        guest.welcome(home.admission(Role.MEMBER))
    code = home.admission(Role.MEMBER, made_by=Maker(app_id(bartek.key.public), "bartek"))

    revocations.only(frozenset({"iwona"}))
    for guest in (ala, bartek, iwona):
        guest.heard()

    assert [guest.closed for guest in (ala, bartek, iwona)] == [[], ["SESSION_ENDED"], []]
    assert admission_of(home.database, code.number) is None


async def test_a_revocation_that_the_store_does_not_take_is_heard_again(
    home: Home, revocations: Revocations, token: Token, tmp_path: Path
) -> None:
    bartek = Guest(home, "bartek")
    bartek.welcome(home.admission(Role.MEMBER))
    home.database.hurry()
    with locked(tmp_path / "var"):
        await revocations.hear(token(Subject.MEMBER, "bartek", for_good=True))
        bartek.heard()
        assert bartek.closed == ["SESSION_ENDED"]
    revocations.put_again()

    await revocations.hear(await revocations._waiting.get())

    app = app_of(home.database, app_id(bartek.key.public))
    assert app is not None
    assert app.revoked is not None
