"""Who is removed from a home, or signs out, hears nothing more within a second, and comes back with nothing."""

import asyncio
import time

import pytest

from ostoja.protocol.app_session import NotAdmittedError
from ostoja.protocol.codes import read_code
from ostoja.protocol.frames import CloseCode
from ostoja.protocol.messages import Admission, Admit, States
from ostoja.protocol.sealing import DhKey
from ostoja.protocol.tickets import Role
from tests.doubles.app import App, ClosedError
from tests.stories.households import Household, settle
from tests.stories.office import Person, RefusedError
from tests.stories.town import PASSWORD, Town

LONGEST_SECONDS = 1.0


@pytest.fixture(scope="module")
def household(town: Town) -> Household:
    return settle(town)


async def invited(household: Household, bartek: Person) -> tuple[DhKey, str]:
    """Bartek's admitted key, and his member id."""
    async with household.app() as app:
        await app.open()
        await app.say(Admit("1", Role.MEMBER))
        admission = await app.hear(Admission)
    token = household.ala.call("POST", f"installations/{household.installation}/invitations", role="member")["token"]
    member = bartek.call("POST", "invitations/accept", token=token)["member"]
    key = DhKey.new()
    async with household.app(bartek, key=key, pinned=None, code=read_code(admission.code)) as app:
        assert (await app.open()).role is Role.MEMBER
    return key, member


async def until_closed(app: App) -> None:
    while True:
        await app.hear(States)


async def silence_after(app: App, act: asyncio.Task[float]) -> float:
    """Seconds from the end of an act until the road closes, with the code REVOKED."""
    with pytest.raises(ClosedError) as closed:
        await until_closed(app)
    over = time.monotonic()
    assert closed.value.code == CloseCode.REVOKED
    return over - await act


async def timed(*call: str, person: Person) -> float:
    await asyncio.to_thread(person.call, *call)
    return time.monotonic()


async def test_a_removed_member_is_silent_within_a_second_and_for_good(household: Household) -> None:
    bartek = Person(household.town.origin, household.town.add_person("Bartek"))
    key, member = await invited(household, bartek)
    old_ticket = bartek.ticket(household.installation)
    async with household.app(bartek, key=key) as app:
        await app.open()
        remove = ("DELETE", f"installations/{household.installation}/members/{member}")
        act = asyncio.create_task(timed(*remove, person=household.ala))

        assert await silence_after(app, act) < LONGEST_SECONDS

    async with household.app(ticket=old_ticket, key=key) as app:
        with pytest.raises(ClosedError) as closed:
            await app.open()
        assert closed.value.code == CloseCode.REVOKED
    with pytest.raises(RefusedError):
        bartek.ticket(household.installation)
    # Even a ticket of the owner's does not let the removed app in: the home no longer admits its key.
    async with household.app(key=key) as app:
        with pytest.raises(NotAdmittedError):
            await app.open()


PASSWORD_PAGE, SECURITY = "/accounts/password/change/", "/accounts/security/"
NEW = "niebieska furtka za sadem"
NEW_PASSWORD = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}


@pytest.mark.parametrize(
    ("name", "page", "deed", "typed"),
    [("Iwona", SECURITY, f"{SECURITY}others/end", {}), ("Dorota", PASSWORD_PAGE, PASSWORD_PAGE, NEW_PASSWORD)],
)
async def test_a_browser_that_its_owner_ends_from_another_is_silent_within_a_second(
    household: Household, name: str, page: str, deed: str, typed: dict[str, str]
) -> None:
    """Proves: L09."""
    email = household.town.add_person(name)
    here, there = (Person(household.town.origin, email) for _ in range(2))
    key, _ = await invited(household, here)
    async with household.app(there, key=key) as app:
        await app.open()

        def end() -> float:
            here.send(page, deed, **typed)
            return time.monotonic()

        assert await silence_after(app, asyncio.create_task(asyncio.to_thread(end))) < LONGEST_SECONDS

    with pytest.raises(RefusedError) as refused:
        there.ticket(household.installation)
    assert refused.value.status == 401
    assert here.ticket(household.installation)


async def test_a_stranger_gets_nothing(household: Household) -> None:
    celina = Person(household.town.origin, household.town.add_person("Celina"))

    assert celina.call("GET", "me")["installations"] == []
    for method, path, body in (
        ("POST", "tickets", {}),
        ("POST", "chosen", {}),
        ("GET", "members", {}),
        ("POST", "invitations", {"role": "owner"}),
        ("DELETE", f"members/{household.member}", {}),
    ):
        with pytest.raises(RefusedError) as refused:
            celina.call(method, f"installations/{household.installation}/{path}", **body)
        assert refused.value.status == 404
