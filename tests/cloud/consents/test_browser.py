from http.cookies import SimpleCookie

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from ostoja.cloud.consents.browser import MOST, STAYS, domains, forget, new_visitor, paths, remember, visitor_of
from ostoja.cloud.consents.queries import Visitor

HOST = "www.dom.example.org"


def request(path: str = "/", cookies: str = "", host: str = HOST) -> HttpRequest:
    made = RequestFactory().get(path, HTTP_HOST=host)
    made.COOKIES = {name: morsel.value for name, morsel in SimpleCookie(cookies).items()}
    return made


def lines(asked: HttpRequest, names: list[str]) -> set[str]:
    response = HttpResponse()
    forget(asked, response, names)
    return {morsel.OutputString() for morsel in response.cookies.values()}


@pytest.fixture(autouse=True)
def hosts(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]


def test_a_browser_keeps_its_name_for_180_days(settings: Settings) -> None:
    response, visitor = HttpResponse(), new_visitor()

    remember(response, visitor)

    cookie = response.cookies["ostoja_choice"]
    assert (cookie["max-age"], cookie["path"], cookie["domain"]) == (180 * 86_400, "/", "")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert STAYS.days == 180
    assert visitor_of(request(cookies=f"ostoja_choice={cookie.value}")) == visitor


@pytest.mark.parametrize("value", ["", "short", "A" * 23, "ż" * 22, "' OR 1=1; --          "])
def test_what_is_no_name_of_ours_is_nobody(value: str) -> None:
    asked = request()
    asked.COOKIES["ostoja_choice"] = value

    assert visitor_of(asked) is None


def test_two_browsers_have_two_names() -> None:
    assert new_visitor() != new_visitor()
    assert visitor_of(request(cookies=f"ostoja_choice={'A' * 22}")) == Visitor("A" * 22)


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("localhost", ("",)),
        ("127.0.0.1", ("",)),
        ("example.org", ("", "example.org")),
        (HOST, ("", HOST, "dom.example.org", "example.org")),
    ],
)
def test_a_script_can_write_for_the_host_and_the_domains_above_it(host: str, found: tuple[str, ...]) -> None:
    assert domains(host) == found


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", ("/",)),
        ("/a", ("/", "/a")),
        ("/a/", ("/", "/a", "/a/")),
        ("/a/b", ("/", "/a", "/a/", "/a/b")),
    ],
)
def test_a_cookie_that_reaches_a_page_lies_on_a_path_above_it(path: str, found: tuple[str, ...]) -> None:
    assert paths(path) == found


def test_a_cookie_is_deleted_wherever_it_can_lie() -> None:
    found = lines(request("/a/", "_ga=1"), ["_ga"])

    assert len(found) == 4 * 3
    for place in ("Path=/", "Path=/a", "Path=/a/", "Domain=example.org", f"Domain={HOST}"):
        assert any(place in line.split("; ") for line in found)
    assert all({"Max-Age=0", "expires=Thu, 01 Jan 1970 00:00:00 GMT"} <= set(line.split("; ")) for line in found)


def test_what_the_browser_did_not_send_is_left_alone() -> None:
    assert lines(request(cookies="other=1"), ["_ga"]) == set()


def test_a_star_stands_for_any_ending() -> None:
    found = lines(request(cookies="_ga_ABC=1; _gas=1", host="localhost"), ["_ga_*"])

    assert {line.split("=")[0] for line in found} == {"_ga_ABC"}


def test_with_tls_what_is_deleted_is_secure_too(settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True

    assert all("Secure" in line for line in lines(request(cookies="_ga=1"), ["_ga"]))


def test_the_header_has_a_bound_and_the_next_page_goes_on() -> None:
    many = "; ".join(f"_ga_{number}=1" for number in range(50))

    assert len(lines(request(cookies=many), ["_ga_*"])) == MOST
