import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from ostoja.cloud.security.known import give, new_secret, secret_of, take_back


def test_what_a_browser_was_given_it_brings_along(rf: RequestFactory) -> None:
    response, secret = HttpResponse(), new_secret()
    give(response, secret)
    rf.cookies = response.cookies

    assert secret_of(rf.get("/")) == secret
    take_back(response)
    assert response.cookies[settings.KNOWN_COOKIE_NAME]["max-age"] == 0


@pytest.mark.parametrize("said", ["", "short", "a" * 44, "ż" * 43, "a" * 42 + "\n"])
def test_what_is_not_ours_is_nothing(rf: RequestFactory, said: str) -> None:
    request = rf.get("/")
    request.COOKIES = {settings.KNOWN_COOKIE_NAME: said}

    assert secret_of(request) == ""
