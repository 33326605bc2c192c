from ostoja.protocol.frames import CloseCode, Kind, OpenBody, frame, read_body, read_close_code
from ostoja.relay.channels import LAST_NUMBER, App, Gateway
from ostoja.relay.patience import Pace
from ostoja.relay.port import Hold
from tests.relay.doubles import RecordingWire, certificate, ticket, wire_of


def an_app(member: str = "ala") -> App:
    return App(RecordingWire(), ticket(member), Pace(4))


def a_gateway() -> Gateway:
    return Gateway(RecordingWire(), certificate())


def test_a_channel_is_told_to_both_ends_with_who_is_there() -> None:
    gateway, app = a_gateway(), an_app()

    number = gateway.open(app)

    (told,) = wire_of(gateway).frames()
    who = read_body(told.body, OpenBody)
    assert (number, told.kind, told.channel, who.member, who.session) == (1, Kind.OPEN, 1, "ala", "session-of-ala")
    assert wire_of(app).said == [frame(Kind.OPENED, 1)]


def test_frames_find_their_way_by_header() -> None:
    gateway, app = a_gateway(), an_app()
    gateway.open(app)
    data = frame(Kind.DATA, 1, b"sealed")

    wire_of(app).arrive(data)
    wire_of(gateway).arrive(data)

    assert wire_of(gateway).said[-1] == wire_of(app).said[-1] == data


def test_an_ended_channel_carries_nothing_and_its_app_is_read_again() -> None:
    gateway, app = a_gateway(), an_app()
    gateway.open(app)
    app.wire.hold(Hold.FULL)

    gateway.end(app)

    assert (app.is_waiting, app.wire.is_held, gateway.apps) == (True, False, {})
    assert (app.wire.routes, gateway.wire.routes) == ({}, {})


def test_no_number_serves_twice_and_never_the_one_the_app_had_elsewhere() -> None:
    first, second, app = a_gateway(), a_gateway(), an_app()
    first.open(app)
    first.end(app)

    numbers = [second.open(app), second.open(an_app("bartek"))]

    assert numbers == [2, 3]


def test_a_full_end_is_spared_from_the_beginning() -> None:
    gateway, app = a_gateway(), an_app()
    wire_of(gateway).is_full = wire_of(app).is_full = True

    gateway.open(app)

    assert wire_of(gateway).kinds() == [Kind.OPEN, Kind.PAUSE]
    assert app.wire.is_held


def test_a_gateway_is_worn_when_its_numbers_are_used_up() -> None:
    gateway = a_gateway()
    assert not gateway.is_worn

    gateway.last = LAST_NUMBER - 1

    assert gateway.is_worn


def test_a_gateway_is_told_why_a_channel_is_over() -> None:
    gateway = a_gateway()

    gateway.tell_closed(7, CloseCode.LEFT)

    (told,) = wire_of(gateway).frames()
    assert (told.kind, told.channel, read_close_code(told.body)) == (Kind.CLOSE, 7, CloseCode.LEFT)
