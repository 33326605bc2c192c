from ostoja.protocol.ids import is_id, new_id


def test_a_new_id_has_the_shape_of_an_id_and_is_never_the_same() -> None:
    ids = {new_id() for _ in range(1000)}

    assert len(ids) == 1000
    assert all(is_id(one) for one in ids)


def test_other_texts_are_no_ids() -> None:
    assert not any(is_id(text) for text in ("", "short", "a" * 23, "ą" * 22, "a" * 21 + "/"))
