"""The letter to somebody whose account is about to end because nobody uses it."""

from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.web.texts import text


def warning(person: Person, last_day: date) -> EmailMessage:
    """What a person reads a month before; one sign-in is enough to stay."""
    places = {"day": last_day.isoformat(), "page": settings.OSTOJA_ORIGIN + reverse("account_login")}
    language = person.language
    signature = text("mail.signature", language, site=settings.OSTOJA_ORIGIN)
    body = text("mail.unused.body", language, **places) + "\n\n-- \n" + signature + "\n"
    return EmailMessage(text("mail.unused.subject", language), body, settings.DEFAULT_FROM_EMAIL, [person.email])
