from ostoja.gateway.house.pauses import Pauses


def test_pauses_grow_to_a_bound_and_begin_again() -> None:
    pauses = Pauses(0.5, 4)

    waited = [pauses.next() for _ in range(6)]
    pauses.reset()

    bounds = [0.5, 1, 2, 4, 4, 4]
    assert all(bound / 2 <= pause <= bound for pause, bound in zip(waited, bounds, strict=True))
    assert pauses.next() <= 0.5
