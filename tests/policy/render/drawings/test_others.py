from collections.abc import Iterable

from ostoja.policy.render.blocks import Block, Cell, Heading, Link, Paragraph, Table
from ostoja.policy.render.drawings import others
from ostoja.policy.text import Language
from ostoja.policy.words import Party
from tests.policy.small import scope, small, small_with

WITHOUT_WEATHER = scope(Language.EN, small(), "organisations")


def rows(blocks: Iterable[Block]) -> list[tuple[Cell, ...]]:
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]


def test_a_recipient_is_told_with_role_country_work_and_data() -> None:
    assert rows(others.recipients(scope()))[0] == (
        Link("Weather office (Cloudy Skies Inc.)", "https://weather.example/privacy"),
        "processor",
        "US",
        "tells the weather",
        "Coarse location",
    )


def test_a_kind_of_recipient_has_only_its_label() -> None:
    named = small_with("recipients.toml", '"Cloudy Skies Inc."', '"Weather office"')

    assert rows(others.recipients(scope()))[1][0] == "Legal advisers"
    assert rows(others.recipients(scope(Language.EN, named)))[0][0] == Link(
        "Weather office", "https://weather.example/privacy"
    )


def test_a_transfer_is_told_with_its_mechanism() -> None:
    assert rows(others.transfers(scope())) == [
        ("Weather office", "US", "standard contractual clauses (SCC 2021/914)", "GDPR art. 46(2)(c)")
    ]


def test_a_tool_is_told_in_its_section_with_where_it_runs() -> None:
    ((tool, _maker, places, *_),) = rows(others.tools(scope(), "weather"))

    assert (tool, places) == (Link("Sky", "https://weather.example/sky"), "website, app")
    assert rows(others.tools(scope(), "people")) == []


def test_a_tool_without_a_link_has_its_label() -> None:
    silent = small_with("tools.toml", "url =", "# url =")

    assert rows(others.tools(scope(Language.EN, silent), "weather"))[0][0] == "Sky"


def test_a_row_of_cookies_has_its_purpose_its_setter_and_its_names_in_order() -> None:
    heading, purpose, table = others.cookies(scope(), Party.FIRST)

    assert heading == Heading(3, "Session", "cookies-own")
    assert purpose == Paragraph("Purpose: Contract (strictly necessary). Who sets it: us.")
    assert rows([table]) == [
        ("remembered_device", "browser storage", "1 year"),
        ("sessionid", "cookie", "until the browser is closed"),
    ]


def test_cookies_of_others_name_who_sets_them() -> None:
    _heading, purpose, _table = others.cookies(scope(), Party.THIRD)

    assert purpose == Paragraph("Purpose: Weather (functional). Who sets it: Weather office.")


def test_what_nobody_does_is_said() -> None:
    nothing = Paragraph("Nothing here: we do not do this.")

    assert list(others.transfers(WITHOUT_WEATHER)) == [nothing]
    assert list(others.tools(WITHOUT_WEATHER, "weather")) == [nothing]
    assert list(others.cookies(WITHOUT_WEATHER, Party.THIRD)) == [nothing]
