import pytest

from ostoja.cloud.accounts.letters import LETTERS, write
from ostoja.cloud.accounts.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", sorted(LETTERS))
@pytest.mark.parametrize("to", ["ala@example.org", "celina@example.org", "nobody@example.org"])
def test_every_letter_is_whole_and_plain(kind: str, to: str, ala: Person, celina: Person) -> None:
    letter = write(kind, to, "123456")

    assert letter.content_subtype == "plain"
    assert "{" not in f"{letter.subject}{letter.body}"
    assert "\n" not in letter.subject
    assert letter.body.startswith("Dzień dobry" if to.startswith("ala") else "Hello")
    assert "http://localhost:8000" in letter.body
    assert "Kowalska" not in letter.body


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        write("account/email/pigeon", "ala@example.org")
