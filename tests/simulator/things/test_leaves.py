from ostoja.simulator.things.leaves import Leaf, leaf_of


def test_a_leaf_is_an_address_on_the_bus() -> None:
    assert leaf_of("0_cb8f_257_2_7") == Leaf(0xCB8F, 257, 2, 7)


def test_no_leaf_is_no_address() -> None:
    assert leaf_of("") is None
