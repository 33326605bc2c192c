from ostoja.protocol.frames import CloseCode
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
