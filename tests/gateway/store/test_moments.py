from hypothesis import given
from hypothesis import strategies as st

from ostoja.gateway.store.moments import instant, ms


@given(st.integers(0, 4_000_000_000_000))
def test_an_instant_comes_back(milliseconds: int) -> None:
    assert abs(ms(instant(milliseconds)) - milliseconds) <= 1
