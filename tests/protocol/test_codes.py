import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.protocol.codes import ALPHABET, Code, new_code, read_code, read_number, stretched
from ostoja.protocol.errors import CodeError


def test_a_code_is_read_as_people_type_it() -> None:
    code = new_code()
    typed = code.spelled().lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert read_code(typed) == code
    assert read_number(code.number) == code.number


def test_codes_differ_and_hide_their_secret() -> None:
    codes = [new_code() for _ in range(100)]

    assert len({code.secret for code in codes}) == 100
    assert all(code.secret not in repr(code) for code in codes)


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 24, "A" * 25, "Ą" * 24])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(CodeError):
        read_code(typed)


def test_what_cannot_be_a_number_is_refused() -> None:
    with pytest.raises(CodeError, match="length"):
        read_number("A" * 11)


@given(st.text(max_size=40))
def test_anything_typed_is_a_code_or_a_code_error(typed: str) -> None:
    try:
        code = read_code(typed)
    except CodeError:
        return
    assert set(code.number + code.secret) <= set(ALPHABET)


def test_the_stretched_key_depends_on_number_and_secret() -> None:
    key = stretched(Code("000000000000", "ZZZZZZZZZZZZ"))

    assert len(key) == 32
    assert key != stretched(Code("000000000001", "ZZZZZZZZZZZZ"))
