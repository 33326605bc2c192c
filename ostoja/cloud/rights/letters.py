"""The letter that says that a request has news; what it is stands in the account alone."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from ostoja.cloud.rights.models import Step
from ostoja.cloud.web.texts import text


def news(step: Step) -> EmailMessage:
    """What a person reads when their request was answered, takes longer, or waits for them."""
    person = step.request.person
    if person is None:
        raise LookupError(f"the request of {step} is nobody's")
    places = {"page": settings.OSTOJA_ORIGIN + reverse("rights:mine")}
    language = person.language
    signature = text("mail.signature", language, site=settings.OSTOJA_ORIGIN)
    body = text("mail.request.body", language, **places) + "\n\n-- \n" + signature + "\n"
    return EmailMessage(text("mail.request.subject", language), body, settings.DEFAULT_FROM_EMAIL, [person.email])
