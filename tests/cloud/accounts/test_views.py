import re
from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.accounts import adapter, codes
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.views import signed_in
from ostoja.cloud.sessions.models import Session
from ostoja.cloud.web.limits import Limit
from tests.cloud.cast import PASSWORD, browser

pytestmark = pytest.mark.django_db

CODE = re.compile(r"^    (\d{6}|[A-Z]{4}-[A-Z]{4})$", re.MULTILINE)
NEW = "niebieska furtka za sadem"


def sign_up(client: Client, email: str = "dorota@example.org", language: str = "pl", **changed: str) -> str:
    form = {"first_name": "Celina", "last_name": "Zielińska", "email": email, "password1": PASSWORD} | changed
    answer = client.post("/accounts/signup/", form, headers={"accept-language": language})
    return str(answer.headers.get("Location", answer.content.decode()))


def code_in(letter: mail.EmailMessage) -> str:
    found = CODE.search(str(letter.body))
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize(("language", "hello"), [("pl", "Dzień dobry"), ("en", "Hello")])
def test_a_sign_up_is_confirmed_by_the_code_of_a_letter(language: str, hello: str) -> None:
    client = browser()

    assert sign_up(client, language=language) == "/accounts/confirm-email/"
    [letter] = mail.outbox
    assert letter.to == ["dorota@example.org"]
    assert hello in letter.body
    assert letter.subject.startswith(code_in(letter))
    answer = client.post("/accounts/confirm-email/", {"code": code_in(letter)})

    assert answer.headers["Location"] == "/app/"
    me = client.get("/app/api/me").json()["person"]
    assert me["email"] == "dorota@example.org"
    assert me["language"] == language
    assert me["first_name"] == "Celina"


def test_a_wrong_code_does_not_confirm_and_the_third_ends_it() -> None:
    client = browser()
    sign_up(client)
    wrong = "000000" if code_in(mail.outbox[0]) != "000000" else "111111"

    first = client.post("/accounts/confirm-email/", {"code": wrong}, headers={"accept-language": "pl"})
    assert "Ten kod się nie zgadza" in first.content.decode()
    assert 'aria-invalid="true"' in first.content.decode()
    client.post("/accounts/confirm-email/", {"code": wrong})
    assert client.post("/accounts/confirm-email/", {"code": wrong}).headers["Location"] == "/accounts/login/"
    client.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[0])})

    assert client.get("/app/api/me").status_code == 401


def test_a_code_may_be_sent_again_but_not_at_once() -> None:
    client = browser()
    sign_up(client)
    client.get("/accounts/confirm-email/")

    answer = client.post("/accounts/confirm-email/", {"action": "resend"})

    assert answer.status_code in {302, 429}
    assert len(mail.outbox) == 1


def test_signing_up_with_a_known_address_looks_the_same_and_tells_its_owner(ala: Person) -> None:
    client = browser()

    assert sign_up(client, email="ala@example.org", language="en") == "/accounts/confirm-email/"

    [letter] = mail.outbox
    assert letter.subject == "Masz już konto"
    assert "http://localhost:8000/accounts/password/reset/" in letter.body
    assert client.get("/accounts/confirm-email/").status_code == 200
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"first_name": ""},
        {"first_name": "http://wygraj.example"},
        {"first_name": "\u202ealA"},
        {"first_name": "\u3164"},
        {"last_name": "x" * 61},
        {"email": "nobody"},
        {"password1": "short"},
        {"password1": "password123"},
        {"password1": "x" * 300},
    ],
)
def test_a_sign_up_that_will_not_do_is_shown_again_with_the_reason(changed: dict[str, str]) -> None:
    shown = sign_up(browser(), **changed)

    assert "field__error" in shown
    assert "aria-describedby=" in shown
    assert mail.outbox == []


def test_signing_in_leads_to_where_one_wanted_to_go(ala: Person) -> None:
    answer = browser().post(
        "/accounts/login/", {"login": "ALA@example.org", "password": PASSWORD, "next": "/app/?here"}
    )

    assert answer.headers["Location"] == "/app/?here"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", r"\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_signing_in_never_leads_elsewhere(ala: Person, elsewhere: str) -> None:
    answer = browser().post("/accounts/login/", {"login": "ala@example.org", "password": PASSWORD, "next": elsewhere})

    assert answer.headers["Location"] == "/app/"


@pytest.mark.parametrize("page", ["login", "signup"])
@pytest.mark.parametrize(("kind", "says"), [("invite", "Somebody invites you"), ("claim", "A home waits")])
def test_the_way_in_says_what_waits_behind_it(page: str, kind: str, says: str) -> None:
    address = f"/accounts/{page}/?next=/app/"

    assert says in browser().get(f"{address}%23{kind}").content.decode()
    assert says not in browser().get(address).content.decode()


def test_a_wrong_password_and_an_unknown_address_look_the_same(ala: Person) -> None:
    def shown(login: str) -> str:
        page = browser().post("/accounts/login/", {"login": login, "password": "wrong wrong wrong"})
        return re.sub(r'value="[^"]*"', "", page.content.decode())

    assert shown("ala@example.org") == shown("nobody@example.org")
    assert "The address or the password is not right." in shown("nobody@example.org")


def test_after_five_failures_the_right_password_has_to_wait(ala: Person) -> None:
    client = browser()
    for _ in range(5):
        client.post("/accounts/login/", {"login": "ala@example.org", "password": "wrong wrong wrong"})

    answer = client.post("/accounts/login/", {"login": "ala@example.org", "password": PASSWORD})

    assert answer.status_code == 200
    assert "Too many tries" in answer.content.decode()


def test_strangers_failures_elsewhere_lock_nobody_out(ala: Person) -> None:
    wrong, right = ({"login": "ala@example.org", "password": one} for one in ("wrong wrong wrong", PASSWORD))
    for _ in range(6):
        browser().post("/accounts/login/", wrong, REMOTE_ADDR="192.0.2.7")
    locked = browser().post("/accounts/login/", right, REMOTE_ADDR="192.0.2.7")

    answer = browser().post("/accounts/login/", right)

    assert locked.status_code == 200
    assert answer.headers["Location"] == "/app/"


def test_an_account_has_a_wide_limit_of_its_own_that_a_new_password_lifts(
    ala: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "SIGN_INS_OF_ACCOUNT", Limit("sign_in.account", most=2, seconds=86_400))
    form = {"login": "ala@example.org", "password": PASSWORD}
    pages = [browser().post("/accounts/login/", form, REMOTE_ADDR=f"192.0.2.{at}") for at in range(3)]
    assert [page.status_code for page in pages] == [302, 302, 200]

    get_adapter().set_password(ala, NEW)

    assert browser().post("/accounts/login/", form | {"password": NEW}).status_code == 302


def test_a_stranger_cannot_spend_the_codes_of_an_address(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(codes, "CODES_OF_PAIR", (Limit("code", most=2, seconds=86_400),))
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": "100/d/key"}
    form = {"first_name": "C", "last_name": "Z", "email": "dorota@example.org", "password1": PASSWORD}

    def sign_up_from(network: str) -> int:
        return browser().post("/accounts/signup/", form, REMOTE_ADDR=network).status_code

    assert [sign_up_from("192.0.2.7") for _ in range(3)] == [302, 302, 429]
    assert sign_up_from("192.0.2.8") == 302


def test_nor_by_signing_in_to_an_account_that_nobody_confirmed(
    ala: Person, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(codes, "CODES_OF_PAIR", (Limit("code", most=2, seconds=86_400),))
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": "100/d/key"}
    EmailAddress.objects.update(verified=False)
    form = {"login": "ala@example.org", "password": PASSWORD}

    pages = [browser().post("/accounts/login/", form) for _ in range(3)]

    assert [page.status_code for page in pages] == [302, 302, 429]


def test_signing_up_hashes_a_password_once_whether_or_not_the_address_is_known(
    ala: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed, encode = [], MD5PasswordHasher.encode

    def counted(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    sign_up(browser(), email="ala@example.org")
    known = len(hashed)
    sign_up(browser(), email="dorota@example.org")

    assert (known, len(hashed)) == (1, 2)


@pytest.mark.parametrize("page", ["login", "signup", "logout"])
@pytest.mark.parametrize("elsewhere", ["http://[", "//[", "//[::1", "http://x]y/"])
def test_an_address_that_is_none_leads_nowhere(page: str, elsewhere: str, ala: Person) -> None:
    client = browser(ala) if page == "logout" else browser()

    answer = client.get(f"/accounts/{page}/", {"next": elsewhere})
    sent = browser().post("/accounts/login/", {"login": "ala@example.org", "password": PASSWORD, "next": elsewhere})

    assert answer.status_code == 200
    assert sent.headers["Location"] == "/app/"


def test_many_sign_ups_from_one_address_are_stopped_with_a_page() -> None:
    client = browser()
    statuses = {client.post("/accounts/signup/", {}).status_code for _ in range(21)}

    assert statuses == {200, 429}


def test_a_forgotten_password_is_replaced_by_a_code(ala: Person) -> None:
    client, other = browser(), browser(ala)
    answer = client.post("/accounts/password/reset/", {"email": "ala@example.org"}, headers={"accept-language": "en"})
    assert answer.headers["Location"] == "/accounts/password/reset/confirm/"
    answer = client.post("/accounts/password/reset/confirm/", {"code": code_in(mail.outbox[0])})
    assert answer.headers["Location"] == "/accounts/password/reset/complete/"
    assert client.get("/accounts/password/reset/complete/").status_code == 200
    answer = client.post("/accounts/password/reset/complete/", {"password1": NEW, "password2": NEW})
    assert answer.headers["Location"] == "/accounts/password/reset/done/"
    assert client.get("/accounts/password/reset/done/").headers["Location"] == "/accounts/login/"

    assert other.get("/app/api/me").status_code == 401
    assert mail.outbox[1].subject == "Hasło zostało zmienione"
    signed = browser().post("/accounts/login/", {"login": "ala@example.org", "password": NEW})
    assert signed.headers["Location"] == "/app/"


def test_asking_for_an_unknown_accounts_password_looks_the_same(ala: Person) -> None:
    def shown(email: str) -> str:
        client = browser()
        client.post("/accounts/password/reset/", {"email": email})
        page = client.get("/accounts/password/reset/confirm/").content.decode().replace(email, "")
        return re.sub(r'value="[^"]*"', "", page)

    assert shown("ala@example.org") == shown("nobody@example.org")
    assert [letter.subject for letter in mail.outbox][1] == "There is no account with this address"


def test_a_changed_password_keeps_this_browser_and_ends_the_others(ala: Person) -> None:
    here, there = browser(ala), browser(ala)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    assert here.get("/accounts/password/change/").status_code == 200
    assert here.post("/accounts/password/change/", form).headers["Location"] == "/accounts/"

    assert "Hasło zostało zmienione." in here.get("/accounts/").content.decode()
    assert there.get("/app/api/me").status_code == 401


def test_a_password_is_not_changed_without_the_old_one(ala: Person) -> None:
    form = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}

    answer = browser(ala).post("/accounts/password/change/", form)

    assert "To nie jest obecne hasło." in answer.content.decode()


def test_signing_out_takes_a_press_and_not_a_link(ala: Person) -> None:
    client = browser(ala)

    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/app/api/me").status_code == 200
    assert client.post("/accounts/logout/").headers["Location"] == "/"
    assert client.get("/app/api/me").status_code == 401


def test_a_person_says_who_they_are_and_the_page_follows(ala: Person) -> None:
    client = browser(ala)
    form = {"first_name": "Alicja", "last_name": "Nowak", "language": "en", "time_zone": "America/New_York"}

    page = client.post("/accounts/", form, follow=True).content.decode()

    assert "Saved." in page
    ala.refresh_from_db()
    assert (ala.first_name, ala.language, ala.time_zone) == ("Alicja", "en", "America/New_York")


def test_what_cannot_be_said_is_shown_again(ala: Person) -> None:
    form = {"first_name": "", "last_name": "Nowak", "language": "de", "time_zone": "Mars/Olympus"}

    page = browser(ala).post("/accounts/", form).content.decode()

    assert page.count("field__error") == 3
    ala.refresh_from_db()
    assert ala.first_name == "Ala"


def test_a_switched_off_account_does_not_get_in(ala: Person) -> None:
    Person.objects.filter(pk=ala.pk).update(is_active=False)

    answer = browser().post("/accounts/login/", {"login": "ala@example.org", "password": PASSWORD}, follow=True)

    assert "The account is switched off" in answer.content.decode()


def test_the_session_changes_when_somebody_signs_in(ala: Person) -> None:
    client = browser()
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": "ala@example.org", "password": PASSWORD})
    cookie = client.cookies["ostoja_session"]
    first = Session.objects.get().public
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": "ala@example.org", "password": PASSWORD})

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert set(client.cookies) <= {"ostoja_session", "ostoja_csrf"}
    assert Session.objects.get().public != first


def test_an_unconfirmed_account_asks_for_the_code_at_signing_in(ala: Person) -> None:
    EmailAddress.objects.update(verified=False)

    answer = browser().post("/accounts/login/", {"login": "ala@example.org", "password": PASSWORD})

    assert answer.headers["Location"] == "/accounts/confirm-email/"
    assert len(mail.outbox) == 1


def test_nobody_is_not_somebody() -> None:
    class Request:
        """A request of nobody."""

        user = None

    with pytest.raises(TypeError):
        signed_in(Request())  # type: ignore[arg-type]  # only its user is looked at


def test_an_ended_session_is_signed_out(ala: Person) -> None:
    client = browser(ala)
    session = client.session
    session.set_expiry(timezone.now() - timedelta(days=1))
    session.save()

    assert client.get("/app/api/me").status_code == 401
