import pytest

from ostoja.cloud.keys.sealing import Place, SealError, hashed, new_key, seal, unseal, unwrap, wrap

HERE = Place("rights.Request", "words", "row", "subject")


def test_a_sealed_text_opens_with_its_key_at_its_place() -> None:
    key = new_key()

    assert unseal(key, seal(key, "zażółć", HERE), HERE) == "zażółć"
    assert seal(key, "a", HERE) != seal(key, "a", HERE)


@pytest.mark.parametrize(
    "there",
    [
        Place("rights.Step", "words", "row", "subject"),
        Place("rights.Request", "answer", "row", "subject"),
        Place("rights.Request", "words", "other", "subject"),
        Place("rights.Request", "words", "row", "other"),
    ],
)
def test_nowhere_else(there: Place) -> None:
    key = new_key()

    with pytest.raises(SealError):
        unseal(key, seal(key, "a", HERE), there)


def test_nor_with_another_key() -> None:
    with pytest.raises(SealError):
        unseal(new_key(), seal(new_key(), "a", HERE), HERE)


@pytest.mark.django_db
def test_a_wrapped_key_is_bound_to_subject_and_class() -> None:
    key = new_key()
    wrapped = wrap(key, hashed("a"), "R01")

    assert unwrap(wrapped, hashed("a"), "R01") == key
    for subject, keeps in ((hashed("b"), "R01"), (hashed("a"), "R31")):
        with pytest.raises(SealError):
            unwrap(wrapped, subject, keeps)
