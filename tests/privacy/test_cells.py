import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.privacy.cells import Cell, TooPreciseError


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [
        ("52.2", "21.0", Cell(522, 210)),
        ("-33.9", "-0.1", Cell(-339, -1)),
        ("90", "180.0", Cell(900, 1800)),
        ("0", "-180", Cell(0, -1800)),
    ],
)
def test_a_rounded_position_is_a_cell(latitude: str, longitude: str, cell: Cell) -> None:
    assert Cell.parse(latitude, longitude) == cell


# A101.
@pytest.mark.parametrize(
    "written",
    [
        "52.23",
        "52.20",
        "52.2297700",
        "5e-9",
        "1E1",
        "NaN",
        "inf",
        "",
        "north",
        " 52.2",
        "5_2.1",
        "+52.2",
        "٥٢",
        "91",
        "90.1",
    ],
)
def test_anything_finer_or_other_is_refused(written: str) -> None:
    with pytest.raises(TooPreciseError):
        Cell.parse(written, "21.0")


def test_the_digits_that_were_given_are_in_no_message_and_in_no_error_behind_it() -> None:
    with pytest.raises(TooPreciseError) as refused:
        Cell.parse("52.2297712", "21.0117712")

    told = "".join(traceback.format_exception_only(refused.value))
    assert "7712" not in told
    assert (refused.value.__cause__, refused.value.__context__) == (None, None)


@given(st.integers(-900, 900), st.integers(-1800, 1800))
def test_a_cell_is_read_as_it_was_written(north: int, east: int) -> None:
    assert Cell.parse(f"{north / 10:.1f}", f"{east / 10:.1f}") == Cell(north, east)


@given(st.text())
def test_noise_is_a_cell_or_refused(noise: str) -> None:
    try:
        cell = Cell.parse(noise, "0")
    except TooPreciseError:
        return
    assert abs(cell.north) <= 900
