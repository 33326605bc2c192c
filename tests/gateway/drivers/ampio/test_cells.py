import pytest

from ostoja.gateway.drivers.ampio import cells


@pytest.mark.parametrize(
    ("value", "found"), [(5, 5), ("5", 5), (" 5 ", 5), (5.0, 5), ("137438953472", 1 << 37), ("5.0", 5)]
)
def test_whole_numbers_may_come_as_text(value: object, found: int) -> None:
    assert cells.whole({"a": value}, "a") == found


@pytest.mark.parametrize("value", [None, "", "  "])
def test_what_is_missing_is_stood_in_for_or_wrong(value: object) -> None:
    assert cells.whole({"a": value}, "a", 7) == 7
    with pytest.raises(ValueError, match="a"):
        cells.whole({"a": value}, "a")


@pytest.mark.parametrize("value", [True, 1.5, "x", [], {}, "nan", "inf", 10**400, "1e999"])
def test_what_is_no_whole_number_is_wrong(value: object) -> None:
    with pytest.raises(ValueError, match=r"a|number|finite"):
        cells.whole({"a": value}, "a", 7)


def test_text_is_text_or_blank() -> None:
    row = {"a": " b ", "n": 3, "t": True, "l": []}

    assert [cells.text(row, cell) for cell in ("a", "n", "t", "l", "missing")] == ["b", "3", "", "", ""]


@pytest.mark.parametrize("placeholder", ["", "ND", "N/D", "-", ".", None])
def test_placeholders_are_no_names(placeholder: object) -> None:
    assert cells.name({"a": placeholder}, "a") == ""


def test_a_name_has_an_end() -> None:
    assert len(cells.name({"a": "x" * 1000}, "a")) == cells.LONGEST_NAME


def test_some_number_is_a_number_or_none() -> None:
    assert cells.some_number("1.5") == 1.5
    assert cells.some_number("x") is None
