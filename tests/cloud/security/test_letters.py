import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security.letters import new_browser

pytestmark = pytest.mark.django_db


def test_the_letter_speaks_the_language_of_whoever_reads_it(ala: Person, celina: Person) -> None:
    assert new_browser(ala).subject == "Nowe zalogowanie do Konta"
    letter = new_browser(celina)
    assert letter.subject == "New sign-in to your account"
    assert letter.to == [celina.email]
    assert "http://localhost:8000/accounts/security/" in str(letter.body)
    assert "Celina" not in str(letter.body)
