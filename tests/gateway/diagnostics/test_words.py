from ostoja.gateway.diagnostics.words import LANGUAGES, WORDS


def test_both_languages_say_the_same_things() -> None:
    assert set(WORDS) == set(LANGUAGES)
    assert WORDS["pl"].keys() == WORDS["en"].keys()
    assert all(text for words in WORDS.values() for text in words.values())
