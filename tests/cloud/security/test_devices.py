import pytest
from django.test import RequestFactory
from ua_parser import Result, parse

from ostoja.cloud.security import devices
from ostoja.cloud.security.devices import Device, device_of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)


@pytest.mark.parametrize(
    ("said", "browser", "system"),
    [
        (FIREFOX, "Firefox", "Linux"),
        (IPHONE, "Mobile Safari", "iOS"),
        ("curl/8.1", "curl", ""),
        ("", "", ""),
        ("\0ą" * 40_000, "", ""),
    ],
)
def test_a_browser_is_two_words(rf: RequestFactory, said: str, browser: str, system: str) -> None:
    request = rf.get("/", headers={"user-agent": said}, REMOTE_ADDR="192.0.2.77")

    assert device_of(request) == Device(browser, system, "192.0.2.0/24")


def test_of_a_browser_that_says_much_only_the_beginning_is_read(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def reading(said: str) -> Result:
        read.append(said)
        return parse(said)

    monkeypatch.setattr(devices, "parse", reading)

    device_of(rf.get("/", headers={"user-agent": "x" * 5_000_000}))

    assert [len(said) for said in read] == [512]
