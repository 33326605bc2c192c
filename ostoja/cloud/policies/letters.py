"""The letter about a coming version of the policy."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.web.texts import text


def coming(publication: Publication, person: Person) -> EmailMessage:
    """What a person reads before a change that matters to them holds."""
    page = reverse("policies:changes", kwargs={"name": publication.hash})
    places = {"day": publication.day.isoformat(), "page": settings.OSTOJA_ORIGIN + page}
    language = person.language
    signature = text("mail.signature", language, site=settings.OSTOJA_ORIGIN)
    body = text("mail.policy.body", language, **places) + "\n\n-- \n" + signature + "\n"
    return EmailMessage(text("mail.policy.subject", language), body, settings.DEFAULT_FROM_EMAIL, [person.email])
