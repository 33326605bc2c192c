"""The letter that says that somebody signed in from a browser that is not known.

It says no more: from where, and how to end it, stands in the account alone.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.web.texts import text


def new_browser(person: Person) -> EmailMessage:
    """What a person reads when their account was entered from somewhere new."""
    language = person.language
    places = {"site": settings.OSTOJA_ORIGIN, "page": settings.OSTOJA_ORIGIN + reverse("security:page")}
    signature = text("mail.signature", language, **places)
    body = text("mail.new_browser.body", language, **places) + "\n\n-- \n" + signature + "\n"
    return EmailMessage(text("mail.new_browser.subject", language), body, settings.DEFAULT_FROM_EMAIL, [person.email])
