"""The letters that accounts cause, in plain text and in the language of whoever reads them."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from ostoja.cloud.accounts.queries import person_at
from ostoja.cloud.web.texts import spoken, text

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """The texts of one kind of letter, and the page that it points to."""

    subject: str
    body: str
    page: str = "home"


LETTERS = {
    "account/email/email_confirmation_signup": Letter("mail.confirm.subject", "mail.confirm.body"),
    "account/email/email_confirmation": Letter("mail.confirm.subject", "mail.confirm.body"),
    "account/email/account_already_exists": Letter(
        "mail.known.subject", "mail.known.body", page="account_reset_password"
    ),
    "account/email/unknown_account": Letter("mail.unknown.subject", "mail.unknown.body", page="account_signup"),
    "account/email/login_code": Letter("mail.code.subject", "mail.code.body"),
    "account/email/email_changed": Letter("mail.moved.subject", "mail.moved.body"),
    "account/email/password_reset_code": Letter("mail.reset.subject", "mail.reset.body"),
    "account/email/password_changed": Letter(
        "mail.changed.subject", "mail.changed.body", page="account_reset_password"
    ),
    "mfa/email/totp_activated": Letter("mail.second_on.subject", "mail.second_on.body", page="mfa_index"),
    "mfa/email/totp_deactivated": Letter("mail.second_off.subject", "mail.second_off.body", page="mfa_index"),
    "mfa/email/webauthn_added": Letter("mail.passkey_on.subject", "mail.passkey_on.body", page="mfa_index"),
    "mfa/email/webauthn_removed": Letter("mail.passkey_off.subject", "mail.passkey_off.body", page="mfa_index"),
    "mfa/email/recovery_codes_generated": Letter("mail.codes.subject", "mail.codes.body", page="mfa_index"),
    "account/email/password_reset": Letter("mail.changed.subject", "mail.changed.body", page="account_reset_password"),
}


def write(kind: str, to: str, code: str = "") -> EmailMessage:
    """The letter of this kind to this address.

    Raises: KeyError when there is no such kind.
    """
    letter = LETTERS[kind]
    reader = person_at(to)
    language = reader.language if reader else spoken()
    places = {"code": code, "site": settings.OSTOJA_ORIGIN, "page": settings.OSTOJA_ORIGIN + reverse(letter.page)}
    body = text(letter.body, language, **places) + "\n\n-- \n" + text("mail.signature", language, **places) + "\n"
    return EmailMessage(text(letter.subject, language, **places), body, settings.DEFAULT_FROM_EMAIL, [to])
