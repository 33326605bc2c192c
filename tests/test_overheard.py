import logging

import pytest

from tests.overheard import Overheard


@pytest.mark.parametrize("part", ["ostoja.cloud.accounts", "ostoja.relay", "ostoja.gateway.link", "django.tasks"])
def test_what_a_part_says_is_heard_before_it_is_redacted(part: str, overheard: Overheard) -> None:
    logging.getLogger(part).warning("a letter for %s from %s", "ala@example.com", "192.0.2.7")
    logging.getLogger(part).warning("a letter for somebody")

    found = overheard.taken()

    assert [one.partition(" in ")[0] for one in found] == [f"{part}: e-mail", f"{part}: ip"]


def test_the_trace_of_an_error_is_heard_too(overheard: Overheard) -> None:
    try:
        raise ValueError("ala@example.com")  # noqa: TRY301 - what a library might write
    except ValueError:
        logging.getLogger("ostoja.cloud").exception("it failed")

    assert "ValueError: ala@example.com" in overheard.taken()[-1]
