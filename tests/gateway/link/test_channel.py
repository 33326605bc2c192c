from ostoja.protocol.frames import CloseCode
from ostoja.protocol.tickets import Role
from tests.gateway.link.guest import Guest, Home


def test_a_channel_ends_once(home: Home, ala: Guest) -> None:
    channel = home.channels._all[ala.number]

    channel.end()
    channel.end(CloseCode.GOING_AWAY)
    channel.hear(b"late")
    channel.flush()
    home.channels.told(channel)
    ala.heard()

    assert ala.closed == ["SESSION_ENDED"]


def test_a_second_beginning_ends_the_session(home: Home, ala: Guest) -> None:
    assert ala.session is not None

    ala.raw(ala.session.begin())
    ala.heard()

    assert ala.closed == ["SESSION_ENDED"]


def test_a_store_that_refuses_ends_the_one_session_that_needs_it(home: Home, ala: Guest) -> None:
    code = home.admission(Role.MEMBER)
    home.database._connection.execute("PRAGMA query_only = ON")
    bartek = Guest(home, "bartek")

    bartek.knock(code)
    ala.heard()

    assert bartek.closed == ["SESSION_ENDED"]
    assert ala.closed == []
