"""How the account library works in this house: our letters, our words, our sessions."""

import logging
from http import HTTPStatus
from smtplib import SMTPException
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ostoja.cloud.accounts.codes import limit_codes
from ostoja.cloud.accounts.letters import write
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.queries import has_confirmed
from ostoja.cloud.accounts.rules import LONGEST_ADDRESS, address, has_a_domain
from ostoja.cloud.web.limits import Limit, asker
from ostoja.cloud.web.texts import lazy_text, spoken, text

log = logging.getLogger(__name__)

ERRORS = {
    "account_inactive": lazy_text("error.account_inactive"),
    "duplicate_email": lazy_text("error.email_is_yours"),
    "email_password_mismatch": lazy_text("error.wrong_sign_in"),
    "email_taken": lazy_text("error.wrong_code"),
    "enter_current_password": lazy_text("error.wrong_password"),
    "incorrect_code": lazy_text("error.wrong_code"),
    "rate_limited": lazy_text("error.too_many"),
    "too_many_login_attempts": lazy_text("error.too_many"),
}
# Whoever tries one password at many accounts: the library counts by the minute, and a slow hand is told by the day. A
# house full of people signs in less often, and their own browsers are not counted here.
SIGN_INS_OF_NETWORK = Limit("sign_in.network", most=1_000, seconds=86_400)
# A person types a password a few times a day. A stranger with many networks may still use these up for the rest of an
# hour, which locks out neither a browser that is known nor a passkey nor a code by letter, and a new password ends it;
# with fewer tries a single network could.
SIGN_INS_OF_ACCOUNT = Limit("sign_in.account", most=100, seconds=3_600)
# Where the library of sessions keeps what was chosen.
ASKED_TO_STAY = "_session_expiry"
SENT = "account/messages/email_confirmation_sent.txt"
NOTICES = {
    "account/messages/password_changed.txt": "account.password_changed",
    SENT: "account.resent",
    "account/messages/email_confirmed.txt": "account.email_is_yours",
    "account/messages/email_confirmation_failed.txt": "error.email_taken",
    "mfa/messages/totp_activated.txt": "security.second.on",
    "mfa/messages/totp_deactivated.txt": "security.second.off",
    "mfa/messages/webauthn_added.txt": "security.passkey.added",
    "mfa/messages/webauthn_removed.txt": "security.passkey.removed",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """The library's questions about accounts, answered our way."""

    error_messages = DefaultAccountAdapter.error_messages | ERRORS

    def new_user(self, request: HttpRequest) -> Person:  # noqa: ARG002 - the library's signature
        """A person who speaks the language of the page on which the account is made."""
        return Person(language=spoken())

    def clean_email(self, email: str) -> str:
        """An address as it was typed.

        Raises: ValidationError for one to which no letter can be written.
        """
        typed = str(super().clean_email(email))
        if not has_a_domain(typed) or len(typed) > LONGEST_ADDRESS:
            raise ValidationError(EmailValidator.message)
        return typed

    def is_safe_url(self, url: str) -> bool:
        """Whether this address is one of ours; what is no address is not."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try to sign in; a few fail from one network, and many from all of them together.

        Raises: ValidationError when it is one too many.
        """
        super().pre_authenticate(request, **credentials)
        if not self.may_try(request, address(str(credentials.get("email", "")))):
            raise self.validation_error("too_many_login_attempts")

    def may_try(self, request: HttpRequest, email: str) -> bool:
        """Whether somebody may try to sign in as this address, once more from this network and once more from all."""
        now = timezone.now()
        return SIGN_INS_OF_NETWORK.allows(asker(request), now) and SIGN_INS_OF_ACCOUNT.allows(email, now)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # By account alone, a stranger's wrong guesses would lock the right password out.
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{asker(request)}"

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **hooks: Any) -> HttpResponse | None:
        """What is answered in place of signing in; who has not confirmed an address is about to be sent a code.

        Raises: ImmediateHttpResponse when codes were asked for this address too often.
        """
        if isinstance(user, Person) and not hooks["signup"] and not has_confirmed(user):
            limit_codes(request, user.email)
        return cast("HttpResponse | None", super().pre_login(request, user, **hooks))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set another password; who guessed at the old one no longer stands in its owner's way."""
        super().set_password(user, password)
        if isinstance(user, Person):
            SIGN_INS_OF_ACCOUNT.forget(address(user.email))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in; whoever was not asked whether to stay leaves with the browser's window."""
        super().login(request, user)
        if ASKED_TO_STAY not in request.session:
            request.session.set_expiry(0)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter of ours.

        Raises: ImmediateHttpResponse with a page that says so, when it cannot be sent.
        """
        try:
            write(template_prefix, email, str(context.get("code", ""))).send()
        except (OSError, SMTPException) as wrong:
            log.exception("a letter could not be sent")
            page = render(self.request, "web/503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
            raise ImmediateHttpResponse(page) from wrong

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Show the few notices that people need, in our words."""
        key = NOTICES.get(message_template or "")
        if message_template == SENT and "action" not in request.POST:
            # The page itself tells of the first code.
            key = None
        if message == self.error_messages["too_many_login_attempts"]:
            # The library says so of a code that was tried too often; another may be had at once.
            key, message = "error.code_spent", None
        notice = message or (text(key) if key else "")
        if notice:
            messages.add_message(request, level, notice, extra_tags=extra_tags)

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Back to the account's page for whoever was signed in already."""
        if self.request.user.is_authenticated:
            return reverse("account_email")
        return str(super().get_email_verification_redirect_url(email_address))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to the account's page."""
        return reverse("account_email")
