from ostoja.policy.lint.texts import texts_of
from tests.policy.small import small


def test_every_text_is_found_at_any_depth() -> None:
    found = {(file, key): text.en for file, key, text in texts_of(small())}

    assert found["about.toml", "title"] == "A small policy"
    assert found["controller.toml", "authority.name"] == "President of UODO"
    assert found["purposes.toml", "app.weather.question.ask"] == "Show the weather?"
    assert found["sections.toml", "recipients.parts[2].text"].startswith("The weather")
