import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.figures import Delays, Ratio, median, plain, quantile

SAMPLES = st.lists(st.floats(0, 1_000), min_size=1, max_size=50)


def test_a_quantile_lies_between_two_samples_in_proportion() -> None:
    assert quantile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.5
    assert quantile([10.0, 20.0], 0.25) == 12.5


@given(SAMPLES, st.floats(0, 1))
def test_a_quantile_lies_within_its_samples(samples: list[float], share: float) -> None:
    assert min(samples) <= quantile(samples, share) <= max(samples)


@given(SAMPLES)
def test_the_ends_are_the_least_and_the_most(samples: list[float]) -> None:
    assert quantile(samples, 0) == min(samples)
    assert quantile(samples, 1) == max(samples)


@pytest.mark.parametrize(("samples", "share"), [([], 0.5), ([1.0], -0.1), ([1.0], 1.1)])
def test_nothing_has_no_quantile(samples: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="quantile"):
        quantile(samples, share)


def test_half_of_an_odd_number_is_the_one_in_the_middle() -> None:
    assert median([9.0, 1.0, 5.0]) == 5.0


def test_delays_are_told_in_milliseconds() -> None:
    delays = Delays.of([number / 1_000 for number in range(101)])

    assert plain(delays) == pytest.approx({"p50_ms": 50.0, "p99_ms": 99.0, "count": 101})


def test_ratios_are_of_blocks_side_by_side() -> None:
    assert Ratio.of([2.0, 9.0, 8.0], [1.0, 3.0, 2.0]) == Ratio(median=3.0, least=2.0, most=4.0)


def test_blocks_that_do_not_pair_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Ratio.of([1.0], [1.0, 2.0])
