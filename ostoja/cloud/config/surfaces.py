"""What forms, letters, sessions and the cache hold about people, compared with those that there are.

Source: decision D07; GDPR art. 13(2)(e), 25.
"""

import re
from collections.abc import Iterator
from importlib import import_module

from django.conf import settings
from django.forms import BaseForm, Field

from ostoja.cloud.web.texts import LANGUAGES, catalogue
from ostoja.policy.policy import Policy
from ostoja.privacy.declare import Personal, Subject, Table, not_personal, personal
from ostoja.privacy.surfaces import Form, Input, RequiredBy, differences

PLACE = re.compile(r"\{(\w+)\}")
LETTERS = "mail."


def needed(category: str, purpose: str, by: RequiredBy = RequiredBy.CONTRACT) -> Input:
    """An input that must be typed."""
    return Input(personal(category), purpose, by)


def free(category: str, purpose: str) -> Input:
    """An input that may stay empty."""
    return Input(personal(category), purpose)


def staffs(category: str = "sec.audit", by: RequiredBy | None = RequiredBy.LAW) -> Input:
    """An input of the rights desk."""
    return Input(personal(category, Subject.STAFF), "gdpr.accountability", by)


EMAIL = needed("id.email", "app.auth")
SECRET = needed("acc.credentials", "app.auth")
FIRST, LAST = needed("id.first_name", "app.contract"), needed("id.last_name", "app.contract")
STAY = free("acc.session", "app.auth")
NAMED = free("acc.credentials", "app.auth")
LOCALE = needed("acc.locale", "app.contract")
CHOICE = needed("priv.consent", "gdpr.accountability", RequiredBy.LAW)
SHOWN = free("priv.consent", "gdpr.accountability")
ASKED = needed("priv.request", "gdpr.accountability", RequiredBy.REQUEST)
BAND = needed("acc.age_band", "app.age_check", RequiredBy.LAW)
PRESS = Input(not_personal("which button was pressed"), required_by=RequiredBy.REQUEST)
WORK, MAY_WORK = staffs(), staffs(by=None)
ASK_ABOUT = Input(personal("id.email"), "gdpr.accountability", RequiredBy.LAW)
REPLY = needed("priv.request", "gdpr.accountability", RequiredBy.LAW)
MAY_REPLY = free("priv.request", "gdpr.accountability")
EVENT = dict.fromkeys(("tables", "since", "until", "noticed", "reach"), WORK)

FORMS: tuple[Form, ...] = (
    Form("accounts.forms.SignInForm", {"login": EMAIL, "password": SECRET, "remember": STAY}),
    Form("accounts.forms.SignUpForm", {"first_name": FIRST, "last_name": LAST, "email": EMAIL, "password1": SECRET}),
    Form("accounts.forms.AskCodeForm", {"email": EMAIL}),
    Form("accounts.forms.NewAddressForm", {"email": EMAIL}),
    Form("accounts.forms.SignInCodeForm", {"code": SECRET, "remember": STAY}),
    Form("accounts.forms.EmailCodeForm", {"code": SECRET}),
    Form("accounts.forms.ResetCodeForm", {"code": SECRET}),
    Form("accounts.forms.ForgottenPasswordForm", {"email": EMAIL}),
    Form("accounts.forms.NewPasswordForm", {"password1": SECRET, "password2": SECRET}),
    Form("accounts.forms.AgainForm", {"password": SECRET}),
    Form("accounts.forms.ChangePasswordForm", {"oldpassword": SECRET, "password1": SECRET, "password2": SECRET}),
    Form(
        "accounts.forms.AccountForm", {"first_name": FIRST, "last_name": LAST, "language": LOCALE, "time_zone": LOCALE}
    ),
    Form("consents.forms.ShownForm", {"policy": SHOWN, "language": SHOWN}),
    Form(
        "consents.forms.ChoiceForm",
        {"policy": SHOWN, "language": SHOWN, "answer": CHOICE, "purpose": CHOICE, "asked": SHOWN, "subject": SHOWN},
    ),
    Form(
        "consents.forms.CookieForm",
        {
            "policy": SHOWN,
            "language": SHOWN,
            "answer": CHOICE,
            "kinds": SHOWN,
            "back": Input(not_personal("the page on which the dialog stood")),
        },
    ),
    Form("consents.forms.AgeForm", {"band": BAND, "guardian": free("home.members", "app.age_check")}),
    Form(
        "consents.forms.WardForm",
        {
            "child": needed("home.members", "app.age_check", RequiredBy.LAW),
            "answer": PRESS,
            "band": free("acc.age_band", "app.age_check"),
        },
    ),
    Form("rights.forms.AgainForm", {"password": SECRET}),
    Form(
        "desk.strangers.forms.StrangerForm",
        {"kind": ASKED, "words": ASKED, "email": ASKED, "name": free("priv.request", "gdpr.accountability")},
    ),
    Form("rights.handover.forms.HandoverForm", {"receiver": ASKED, "password": SECRET}),
    Form("rights.forms.AskForm", {"kind": ASKED, "words": ASKED}),
    Form("desk.breaches.forms.EventForm", EVENT),
    Form("desk.breaches.forms.RecordForm", EVENT | dict.fromkeys(("facts", "effects", "measures"), WORK)),
    Form("desk.breaches.forms.ReportForm", {"late": MAY_WORK}),
    Form(
        "desk.records.forms.DisclosureForm",
        dict.fromkeys(("recipient", "purpose", "categories", "day", "note"), WORK) | {"people": ASK_ABOUT},
    ),
    Form(
        "desk.records.forms.HoldForm", dict.fromkeys(("table", "row", "reason", "review"), REPLY) | {"field": MAY_REPLY}
    ),
    Form("desk.requests.forms.CheckForm", {}),
    Form("desk.requests.forms.DecideForm", {"agreed": WORK}),
    Form(
        "desk.requests.forms.EnterForm",
        dict.fromkeys(("kind", "channel", "received", "words"), REPLY)
        | dict.fromkeys(("name", "way"), MAY_REPLY)
        | {"email": free("id.email", "gdpr.accountability")},
    ),
    Form("desk.requests.forms.MoveForm", {"reason": MAY_REPLY}),
    Form("desk.requests.forms.PersonForm", {"email": ASK_ABOUT, "purpose": WORK, "ticket": WORK}),
    Form("desk.requests.forms.RefuseForm", {"code": REPLY, "answer": REPLY, "evidence": MAY_REPLY}),
    Form("desk.requests.forms.ReplyForm", {"state": REPLY, "answer": REPLY}),
    Form("security.second.forms.AgainForm", {"code": SECRET}),
    Form("security.second.forms.CodeForm", {"code": SECRET}),
    Form("security.second.forms.SetUpForm", {"code": SECRET}),
    Form("security.second.passkeys.AddForm", {"name": NAMED, "credential": SECRET}),
    Form("security.second.passkeys.AgainKeyForm", {"credential": SECRET}),
    Form("security.second.passkeys.RenameForm", {"name": SECRET}),
    Form("security.second.passkeys.SecondKeyForm", {"credential": SECRET}),
    Form("security.second.passkeys.SignInKeyForm", {"credential": SECRET, "remember": STAY}),
)

# What pages post beside the inputs of a form: which button was pressed, and what the page itself adds.
BUTTONS = frozenset(
    {"action", "authority", "csrfmiddlewaretoken", "lift", "next", "people", "record", "second-code", "second-way"}
)

# The places of the texts of letters; the address is the letter's own.
LETTER = Table(
    "letter",
    {
        "code": personal("acc.credentials"),
        "day": not_personal("the day from which a version of the policy holds"),
        "lines": personal("priv.request"),
        "page": not_personal("a page of ours, the same for everybody"),
        "report": personal("priv.request"),
        "site": not_personal("our own address"),
    },
)

# What a browser session may hold; the sweep compares these with every session that it finds.
SESSION = Table(
    "session",
    {
        "_auth_user_id": personal("acc.session"),
        "_auth_user_backend": not_personal("a part of the program"),
        "_auth_user_hash": personal("acc.credentials"),
        "_messages": not_personal("notices in our words, shown once"),
        "_password_reset_key": personal("acc.credentials"),
        "_session_expiry": personal("acc.session"),
        "account_authentication_methods": personal("id.email"),
        "account_authentication_methods_user": personal("acc.session"),
        "account_email_verification_code": personal("id.email"),
        "account_login": personal("id.email"),
        "account_reauthentication_state": personal("acc.credentials"),
        "account_password_reset_verification": personal("id.email"),
        "account_user": personal("acc.session"),
        "account_verified_email": personal("id.email"),
        "lent": not_personal("whether the next page lets the browser forget"),
        "mfa.totp.secret": personal("acc.credentials"),
        "mfa.webauthn.state": personal("acc.credentials"),
        "renewed": personal("acc.session"),
        "second": personal("acc.session"),
    },
)

# The beginnings of the keys of the cache, which is the memory of one process, and what stands under them. Ours are
# counters under a keyed hash; the library counts under a network address, or the bare sum of an e-mail address, for a
# day at most.
CACHE: dict[str, tuple[Personal, ...]] = {
    "limit:": (Personal("sec.auth_log", Subject.PERSON),),
    "allauth": (Personal("id.email", Subject.PERSON), Personal("net.ip_app", Subject.PERSON)),
}


def forms() -> Iterator[tuple[str, dict[str, bool]]]:
    """Every form of the office by name, with its inputs and whether they must be typed."""
    # Forms come in with the pages that use them.
    import_module(settings.ROOT_URLCONF)
    for form in sorted(set(kinds_of(BaseForm)), key=lambda kind: (kind.__module__, kind.__name__)):
        if form.__module__.startswith("ostoja.cloud."):
            name = f"{form.__module__.removeprefix('ostoja.cloud.')}.{form.__name__}"
            yield name, {field: one.required for field, one in inputs_of(form).items()}


def kinds_of(form: type[BaseForm]) -> Iterator[type[BaseForm]]:
    """Every form that is made from this one."""
    for kind in form.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def inputs_of(form: type[BaseForm]) -> dict[str, Field]:
    """The inputs of a form; the library's come with the form itself, not with its kind."""
    try:
        return dict(form().fields)
    except (KeyError, TypeError):
        return dict(form.base_fields)  # type: ignore[attr-defined]  # every kind of form has them


def form_problems(policy: Policy, declared: tuple[Form, ...] = FORMS) -> list[str]:
    """Where declarations and forms disagree, a sentence each."""
    said, real = {form.name: form for form in declared}, dict(forms())
    missing = [f"the form {name} is not declared" for name in sorted(real.keys() - said.keys())]
    unreal = [f"the form {name} is declared but does not exist" for name in sorted(said.keys() - real.keys())]
    both = sorted(real.keys() & said.keys())
    return missing + unreal + [told for name in both for told in said[name].problems(real[name], policy)]


def letter_problems(declared: Table = LETTER) -> list[str]:
    """Where the declared places of letters and those of the texts disagree, a sentence each."""
    texts = [words for language in LANGUAGES for key, words in catalogue(language).items() if key.startswith(LETTERS)]
    return differences("letter", [declared], {declared.name: {place for one in texts for place in PLACE.findall(one)}})
