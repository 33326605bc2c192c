from ostoja.policy.render.blocks import Heading, Table
from ostoja.policy.render.lists import cookie_table, recipient_list
from ostoja.policy.text import Language
from tests.policy.small import scope, small


def test_the_cookie_table_has_ours_first() -> None:
    headings = [block.words for block in cookie_table(scope()).blocks if isinstance(block, Heading)]

    assert headings == ["Set by us", "Session", "Set by others", "Weather"]


def test_the_list_of_recipients_ends_with_transfers() -> None:
    drawn = recipient_list(scope(Language.EN, small()))

    assert [block.caption for block in drawn.blocks if isinstance(block, Table)] == [
        "Recipients of data: Users",
        "Transfer outside the EEA",
    ]
