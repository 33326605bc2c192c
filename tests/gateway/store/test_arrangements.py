from datetime import UTC, datetime, timedelta

import pytest

from ostoja.gateway.store import apps
from ostoja.gateway.store.admissions import Admission, add_admission
from ostoja.gateway.store.apps import App, Rights, admit_app
from ostoja.gateway.store.arrangements import arrangement, keep_arrangement
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.erasures import take_order
from ostoja.gateway.store.holdings import part
from ostoja.gateway.store.papers import Papers, take_papers
from ostoja.protocol.arrangements import Arrangement
from ostoja.protocol.certificates import Certificate
from ostoja.protocol.holdings import Scope
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.orders import Order
from ostoja.protocol.tickets import Role
from tests.gateway.store.household import INSTALLATION, claim

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LIKED = Arrangement(favorites=("m-1",))


def admit(database: Database, number: str, member: str, role: Role = Role.MEMBER) -> App:
    add_admission(database, Admission(number, b"p", role, member, NOW + timedelta(days=1)), NOW)
    app = admit_app(database, number, number.encode().ljust(32), Rights(member, role), NOW)
    assert app is not None
    return app


@pytest.fixture
def bartek(database: Database) -> App:
    """Bartek, who has two apps and likes something; so does Ala."""
    claim(database)
    admit(database, "ala", "ala", Role.OWNER)
    admit(database, "tablet", "bartek")
    found = admit(database, "phone", "bartek")
    for member in ("ala", "bartek"):
        keep_arrangement(database, member, LIKED, NOW)
    return found


def liked(database: Database) -> dict[str, bool]:
    return {member: arrangement(database, member) == LIKED for member in ("ala", "bartek")}


def test_each_likes_their_own(database: Database, bartek: App) -> None:
    keep_arrangement(database, "bartek", Arrangement(hidden=("m-2",)), NOW)

    assert arrangement(database, "bartek") == Arrangement(hidden=("m-2",))
    assert arrangement(database, "ala") == LIKED
    assert arrangement(database, "celina") == Arrangement()


def test_whoever_likes_the_homes_own_way_leaves_no_row(database: Database, bartek: App) -> None:
    keep_arrangement(database, "bartek", Arrangement(), NOW)

    assert [row["member"] for row in database.rows("SELECT member FROM arrangement")] == ["ala"]


@pytest.mark.parametrize("body", ["no JSON", '{"favorites": 1}', "[]"])
def test_what_cannot_be_read_is_the_homes_own_way(database: Database, bartek: App, body: str) -> None:
    database.rows("UPDATE arrangement SET body = ?", body)

    assert arrangement(database, "ala") == Arrangement()


def test_it_goes_with_the_last_app_of_its_member(database: Database, bartek: App) -> None:
    apps.remove_app(database, bartek.id)
    assert liked(database) == {"ala": True, "bartek": True}

    apps.remove_app(database, apps.apps(database, "bartek")[0].id)

    assert liked(database) == {"ala": True, "bartek": False}


def test_it_goes_with_the_member(database: Database, bartek: App) -> None:
    apps.revoke_member(database, "bartek", NOW)

    assert liked(database) == {"ala": True, "bartek": False}


@pytest.mark.parametrize(("whole", "left"), [(False, True), (True, False)])
def test_it_goes_with_an_order(database: Database, bartek: App, whole: bool, left: bool) -> None:  # noqa: FBT001
    key = PrivateKey.new().public.text()

    take_order(database, Order("order-1", INSTALLATION, key, "bartek", whole, int(NOW.timestamp())))

    assert liked(database) == {"ala": left, "bartek": False}


def test_nothing_of_it_is_left_for_the_next_household(database: Database, bartek: App) -> None:
    database.rows("UPDATE papers SET installation = 'another'")

    certificate = Certificate.new(installation="i" * 22, key=PrivateKey.new().public, owner="celina", now=NOW)
    take_papers(database, Papers.of("a.b.c", "ws://localhost:1", certificate), NOW, NOW)

    assert database.rows("SELECT * FROM arrangement") == []


def test_it_is_in_what_concerns_the_member_and_not_in_what_the_home_takes_along(
    database: Database, bartek: App
) -> None:
    found = part(database, bartek, Scope.MINE, "arrangement.0")

    assert found is not None
    assert [row[0] for row in found.rows] == ['{"favorites":["m-1"]}']
    assert part(database, apps.apps(database, "ala")[0], Scope.HOME, "arrangement.0") is None
