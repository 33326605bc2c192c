import msgspec
import pytest

from ostoja.protocol.arrangements import ARRANGEMENT_BYTES, Arrange, Arrangement, ArrangementIs, is_fit
from ostoja.protocol.errors import MessageError
from ostoja.protocol.holdings import SHEET_BYTES, Holdings
from ostoja.protocol.messages import read_from_app, read_from_gateway, write

LIKED = Arrangement(("m-1", "m-2"), ("m-r1",), ("m-2", "m-r2"))


def test_it_travels_both_ways() -> None:
    assert read_from_app(write(Arrange("1", LIKED))) == Arrange("1", LIKED)
    assert read_from_gateway(write(ArrangementIs("", LIKED))) == ArrangementIs("", LIKED)


@pytest.mark.parametrize(
    ("arrangement", "fit"),
    [
        (Arrangement(), True),
        (LIKED, True),
        (Arrangement(favorites=("m-1", "m-1")), False),
        (Arrangement(hidden=("m-1", "m-2", "m-1")), False),
        (Arrangement(order=("m-1", "m-1")), False),
        (Arrangement(order=tuple(f"{number:064}" for number in range(400))), True),
        (Arrangement(order=tuple(f"{number:064}" for number in range(500))), False),
    ],
)
def test_nothing_stands_twice_in_a_list_and_the_whole_is_bounded(arrangement: Arrangement, fit: bool) -> None:  # noqa: FBT001
    assert is_fit(arrangement) is fit


def test_more_than_two_thousand_of_anything_are_refused() -> None:
    with pytest.raises(MessageError):
        read_from_app(write(Arrange("1", Arrangement(hidden=tuple(str(number) for number in range(2_001))))))


def test_the_largest_still_fits_a_part_of_what_the_home_holds() -> None:
    short = tuple(str(number) for number in range(2_000))
    padded = tuple(f"{number:05}" for number in range(1_100))
    largest = Arrangement(short, padded, padded)
    body = msgspec.json.encode(largest).decode()

    assert is_fit(largest)
    assert len(body) > ARRANGEMENT_BYTES * 0.9
    part = Holdings("x" * 36, "arrangement", ("arrangement", "kept_ms"), ((body, 1),), "x" * 40)
    assert len(write(part)) <= SHEET_BYTES
