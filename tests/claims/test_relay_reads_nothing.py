"""Claim: the relay carries the messages of a home sealed and has no key that opens them.

Beside this, tests/stories/test_blind_relay.py looks for every name, id and value in the bytes that a relay carried.
"""

import grimp

from ostoja.protocol import frames
from ostoja.protocol.frames import Kind
from ostoja.protocol.keys import PublicKey

# What can open or seal: keys for that, sessions, and the handshake that makes both.
OPENERS = {
    "ostoja.protocol.app_session",
    "ostoja.protocol.gateway_session",
    "ostoja.protocol.handshake",
    "ostoja.protocol.messages",
    "ostoja.protocol.sealing",
}
DISKS = {"sqlite3", "django", "psycopg"}


def used_by_the_relay() -> set[str]:
    graph = grimp.build_graph("ostoja", include_external_packages=True, cache_dir=None)
    return graph.find_upstream_modules("ostoja.relay", as_package=True)


def test_nothing_that_opens_a_message_is_in_its_reach() -> None:
    assert used_by_the_relay() & OPENERS == set()


def test_it_has_no_database() -> None:
    assert used_by_the_relay() & DISKS == set()


def test_its_key_only_checks_signatures() -> None:
    assert [name for name in vars(PublicKey) if "open" in name or "decrypt" in name] == []


def test_a_message_goes_through_the_frame_as_it_came() -> None:
    sealed = bytes(range(256))

    assert frames.read_frame(frames.frame(Kind.DATA, 7, sealed)).body == sealed
