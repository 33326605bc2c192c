from ostoja.protocol.tickets import Role
from tests.gateway.link.guest import Guest, Home
from tests.gateway.log_listener import listening


def test_a_store_that_takes_no_note_keeps_nobody_out_and_is_told_of_once(home: Home, ala: Guest) -> None:
    home.clock.move(minutes=5)
    home.database._connection.execute("PRAGMA query_only = ON")

    with listening("ostoja.gateway.link.attendance") as listener:
        roles = [Guest(home, key=ala.key).welcome().role for _ in range(3)]
        home.database._connection.execute("PRAGMA query_only = OFF")
        Guest(home, key=ala.key).welcome()

    assert roles == [Role.OWNER] * 3
    assert len(listener.lines) == 1
