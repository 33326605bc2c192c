from ostoja.policy.text import Language, Text


def test_words_are_said_in_the_language_that_is_asked_for() -> None:
    words = Text("dom", "home")

    assert (words.in_(Language.PL), words.in_(Language.EN)) == ("dom", "home")
