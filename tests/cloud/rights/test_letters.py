from datetime import UTC, date, datetime

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.rights.flows import Asked, advance, register
from ostoja.cloud.rights.letters import news
from ostoja.cloud.rights.models import Request, Step
from ostoja.cloud.rights.rules import Kind, State

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(("language", "word"), [("pl", "żądania"), ("en", "request")])
def test_it_says_where_and_nothing_of_what(ala: Person, bartek: Person, language: str, word: str) -> None:
    Person.objects.filter(pk=ala.pk).update(language=language)
    request = register(ala, Asked(Kind.OBJECTION, "page", date(2026, 11, 22), "no profiles"), "signed_in", ala, NOW)
    advance(request, State.IN_PROGRESS, bartek, NOW)

    letter = news(Step.objects.latest("pk"))

    assert letter.to == [ala.email]
    assert word in letter.subject
    assert "http://localhost:8000/privacy/mine/" in letter.body
    assert "profiles" not in letter.body
    assert request.public not in letter.body


def test_a_request_of_nobody_has_no_letter(ala: Person) -> None:
    request = register(ala, Asked(Kind.OBJECTION, "page", date(2026, 11, 22)), "signed_in", ala, NOW)
    Request.objects.filter(pk=request.pk).update(person=None)

    with pytest.raises(LookupError):
        news(Step.objects.latest("pk"))
