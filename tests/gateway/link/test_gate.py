from datetime import timedelta

import pytest

from ostoja.gateway.store.apps import app_id, app_of, apps, revoke_member
from ostoja.gateway.store.moments import ms
from ostoja.protocol.app_session import NotAdmittedError
from ostoja.protocol.codes import new_code
from ostoja.protocol.handshake import RefusalCode
from ostoja.protocol.messages import Apps, Done, ListApps, RemoveApp
from ostoja.protocol.sealing import DhKey
from ostoja.protocol.tickets import Role
from tests.gateway.link.guest import Guest, Home
from tests.gateway.moving_clock import NOON


def refused(guest: Guest, *args: object, **more: object) -> RefusalCode:
    with pytest.raises(NotAdmittedError) as no:
        guest.knock(*args, **more)  # type: ignore[arg-type]  # the words of knock
    return no.value.code


def test_the_first_app_enters_by_its_code_and_then_by_its_key(home: Home, ala: Guest) -> None:
    again = Guest(home, key=ala.key)

    assert again.welcome().app == app_id(ala.key.public)


def test_a_ticket_without_an_admitted_key_gets_nothing(home: Home) -> None:
    guest = Guest(home)

    assert refused(guest) is RefusalCode.UNKNOWN_APP
    assert len(home.channels) == 0


def test_an_admitted_key_in_the_hands_of_another_member_gets_nothing(home: Home, ala: Guest) -> None:
    assert refused(Guest(home, "celina", key=ala.key)) is RefusalCode.OTHER_MEMBER


def test_the_number_of_a_key_without_the_key_gets_nothing(home: Home, ala: Guest) -> None:
    thief = DhKey.new()
    thief.public = ala.key.public
    guest = Guest(home, key=thief)

    guest.knock()

    assert guest.closed == ["SESSION_ENDED"]


def test_a_revoked_app_gets_nothing(home: Home) -> None:
    bartek = Guest(home, "bartek")
    bartek.welcome(home.admission(Role.MEMBER))
    revoke_member(home.database, "bartek", home.clock.move(seconds=5))

    assert refused(Guest(home, "bartek", key=bartek.key)) is RefusalCode.UNKNOWN_APP


def test_an_unknown_code_gets_nothing(home: Home) -> None:
    assert refused(Guest(home), new_code()) is RefusalCode.UNKNOWN_CODE


def test_a_claim_code_that_nobody_confirmed_gets_nothing(home: Home) -> None:
    assert refused(Guest(home), home.admission(claim=True)) is RefusalCode.UNKNOWN_CODE


@pytest.mark.parametrize("more", [{"uses_left": 0}, {"failures": 5}])
def test_a_spent_code_gets_nothing(home: Home, more: dict[str, int]) -> None:
    assert refused(Guest(home), home.admission(**more)) is RefusalCode.SPENT_CODE  # type: ignore[arg-type]  # numbers


def test_a_code_serves_once(home: Home) -> None:
    code = home.admission()
    Guest(home).welcome(code)

    assert refused(Guest(home), code) is RefusalCode.SPENT_CODE


def test_an_app_whose_welcome_was_lost_enters_by_the_same_code_as_the_one_it_is(home: Home) -> None:
    code = home.admission(uses_left=2)
    guest = Guest(home)
    first = guest.welcome(code)
    home.clock.move(minutes=9)

    again = [Guest(home, key=guest.key).welcome(code) for _ in range(3)]

    assert {(one.app, one.role) for one in again} == {(first.app, Role.OWNER)}
    assert [app.admitted for app in apps(home.database)] == [ms(NOON)]
    assert Guest(home).welcome(code).app != first.app, "the second use is still there"
    assert refused(Guest(home), code) is RefusalCode.SPENT_CODE


def test_an_app_that_comes_back_has_to_know_the_secret(home: Home) -> None:
    code = home.admission()
    guest = Guest(home)
    guest.welcome(code)

    wrong = [refused(Guest(home, key=guest.key), code, psk=b"x" * 32) for _ in range(5)]

    assert wrong == [RefusalCode.UNKNOWN_CODE] * 5
    assert refused(Guest(home, key=guest.key), code) is RefusalCode.SPENT_CODE


def test_an_app_comes_back_by_its_code_only_until_that_ends(home: Home) -> None:
    code = home.admission()
    guest = Guest(home)
    guest.welcome(code)
    home.clock.move(minutes=10)

    assert refused(Guest(home, key=guest.key), code) is RefusalCode.SPENT_CODE


def test_an_app_comes_back_by_its_code_only_as_the_same_member(home: Home) -> None:
    code = home.admission()
    guest = Guest(home)
    guest.welcome(code)

    assert refused(Guest(home, "celina", key=guest.key), code) is RefusalCode.OTHER_MEMBER


@pytest.mark.parametrize("uses", [1, 2])
def test_an_app_that_was_removed_does_not_come_back_by_its_code(home: Home, ala: Guest, uses: int) -> None:
    code = home.admission(Role.MEMBER, uses_left=uses)
    bartek = Guest(home, "bartek")
    bartek.welcome(code)
    ala.one(RemoveApp("1", app_id(bartek.key.public)), Done)

    assert refused(Guest(home, "bartek", key=bartek.key), code) is RefusalCode.SPENT_CODE
    assert refused(Guest(home, "bartek"), code) is RefusalCode.SPENT_CODE


def test_whom_the_code_of_a_removed_app_admitted_too_is_still_admitted_but_by_key(home: Home, ala: Guest) -> None:
    code = home.admission(Role.MEMBER, uses_left=2)
    bartek, iwona = Guest(home, "bartek"), Guest(home, "iwona")
    for guest in (bartek, iwona):
        guest.welcome(code)
    ala.one(RemoveApp("1", app_id(bartek.key.public)), Done)

    assert refused(Guest(home, "iwona", key=iwona.key), code) is RefusalCode.SPENT_CODE
    assert Guest(home, "iwona", key=iwona.key).welcome().role is Role.MEMBER


def test_an_app_that_was_revoked_does_not_come_back_by_its_code(home: Home) -> None:
    code = home.admission(Role.MEMBER)
    bartek = Guest(home, "bartek")
    bartek.welcome(code)
    revoke_member(home.database, "bartek", home.clock.move(seconds=5))

    assert refused(Guest(home, "bartek", key=bartek.key), code) is RefusalCode.SPENT_CODE


def test_an_owners_code_makes_one_app_an_owners_and_leaves_the_members_others_alone(home: Home, ala: Guest) -> None:
    phone, tablet = Guest(home, "bartek"), Guest(home, "bartek")
    for guest in (phone, tablet):
        guest.welcome(home.admission(Role.MEMBER))

    upgraded = Guest(home, "bartek", key=phone.key).welcome(home.admission(Role.OWNER))

    assert upgraded.role is Role.OWNER
    assert Guest(home, "bartek", key=tablet.key).welcome().role is Role.MEMBER


def test_a_code_ends_in_time(home: Home) -> None:
    code = home.admission()
    home.clock.move(minutes=10)

    assert refused(Guest(home), code) is RefusalCode.SPENT_CODE


def test_a_code_for_another_member_gets_nothing(home: Home) -> None:
    assert refused(Guest(home, "celina"), home.admission(member="ala")) is RefusalCode.OTHER_MEMBER


def test_a_key_of_one_member_does_not_become_anothers(home: Home, ala: Guest) -> None:
    assert refused(Guest(home, "celina", key=ala.key), home.admission()) is RefusalCode.OTHER_MEMBER


def test_five_wrong_secrets_void_a_code(home: Home) -> None:
    code = home.admission()

    codes = [refused(Guest(home), code, psk=b"x" * 32) for _ in range(5)]

    assert codes == [RefusalCode.UNKNOWN_CODE] * 5
    assert refused(Guest(home), code) is RefusalCode.SPENT_CODE


def test_an_invitation_admits_the_member_whom_the_road_names(home: Home) -> None:
    bartek = Guest(home, "bartek")

    welcome = bartek.welcome(home.admission(Role.MEMBER))

    app = app_of(home.database, welcome.app)
    assert app is not None
    assert (app.member, app.role) == ("bartek", Role.MEMBER)


def test_a_session_outlives_the_key_of_its_hour(home: Home, ala: Guest) -> None:
    home.epochs.turn(home.clock.move(hours=2))

    assert ala.one(ListApps("1"), Apps).apps[0].member == "ala"


def test_a_session_that_was_greeted_an_hour_ago_does_not_open(home: Home, ala: Guest) -> None:
    guest = Guest(home, key=ala.key)
    epoch = home.epochs.current(home.clock())
    home.epochs.turn(home.clock() + timedelta(hours=2))

    assert epoch.key.raw() == b""
    guest.knock()

    assert guest.closed == ["SESSION_ENDED"]
