"""Proves: A018."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from msgspec.structs import replace
from pytest_django import Settings

from ostoja.cloud.disclosures import client
from ostoja.cloud.disclosures.client import UndeclaredHostError, UnreachableError, is_declared, post
from ostoja.policy.shelf import shipped
from tests.doubles.standin import StandIn, stand_in

POLICY = shipped("pol-003")


@pytest.mark.parametrize(
    ("url", "declared"),
    [
        ("https://connect.mailerlite.com/api", True),
        ("http://connect.mailerlite.com/api", False),
        ("https://connect.mailerlite.com:444/api", False),
        ("https://connect.mailerlite.com.evil.example/", False),
        ("https://evil.example/connect.mailerlite.com", False),
        ("https://user@connect.mailerlite.com/", False),
        ("nonsense", False),
    ],
)
def test_only_the_hosts_of_the_recipient_are_reached(url: str, *, declared: bool) -> None:
    assert is_declared(POLICY, "mailerlite", url) is declared
    assert not is_declared(POLICY, "hosting", url)
    assert not is_declared(POLICY, "nobody", url)


def test_nothing_is_sent_to_an_undeclared_host() -> None:
    with stand_in() as server:
        with pytest.raises(UndeclaredHostError):
            post(POLICY, "mailerlite", f"http://{server.host}/", b"{}")

        assert server.got == []


def test_a_host_of_the_policy_that_hangs_up_is_unreachable(settings: Settings) -> None:
    settings.STAND_INS = {"mailerlite": ("127.0.0.1:1",)}

    with pytest.raises(UnreachableError):
        post(POLICY, "mailerlite", "http://127.0.0.1:1/", b"{}")


def test_what_a_policy_calls_a_host_is_spoken_to_with_tls() -> None:
    with stand_in() as server:
        recipients = POLICY.recipients | {"mailerlite": replace(POLICY.recipients["mailerlite"], hosts=(server.host,))}

        with pytest.raises(UnreachableError):
            post(replace(POLICY, recipients=recipients), "mailerlite", f"https://{server.host}/", b"{}")


def test_an_answer_comes_back(settings: Settings) -> None:
    with stand_in() as server:
        settings.STAND_INS = {"mailerlite": (server.host,)}
        answer = post(POLICY, "mailerlite", f"http://{server.host}", b"{}")

    assert isinstance(server, StandIn)
    assert (answer.status, answer.body) == (200, b"{}")
    assert server.got == [("/", b"{}")]


class Drip(BaseHTTPRequestHandler):
    """Answers a byte at a time, for as long as it is let."""

    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        with suppress(OSError):
            for _ in range(100_000):
                self.wfile.write(b"x")
                self.wfile.flush()
                self.server.going.wait(0.05)  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_host_that_drips_is_waited_for_no_longer_than_any_other(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "WHOLE_SECONDS", 0.3)
    with ThreadingHTTPServer(("127.0.0.1", 0), Drip) as server:
        server.going = threading.Event()  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        host = f"127.0.0.1:{server.server_address[1]}"
        settings.STAND_INS = {"mailerlite": (host,)}

        with pytest.raises(UnreachableError):
            post(POLICY, "mailerlite", f"http://{host}/", b"{}")

        server.going.set()  # type: ignore[attr-defined]
        server.shutdown()
