from itertools import islice

from ostoja.relay.pauses import growing_pauses


def test_pauses_grow_to_a_longest_and_are_spread() -> None:
    pauses = list(islice(growing_pauses(1, 5), 6))

    for pause, longest in zip(pauses, (1, 2, 4, 5, 5, 5), strict=True):
        assert longest / 2 <= pause <= longest
