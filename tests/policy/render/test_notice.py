import pytest

from ostoja.policy.errors import PolicyError
from ostoja.policy.render.blocks import SECTION, Heading, Paragraph
from ostoja.policy.render.notice import DRAWINGS, marks, notice
from ostoja.policy.shown import SHOWN
from ostoja.policy.text import Language
from tests.policy.small import CLAIMS, scope, small


def test_every_list_that_can_be_shown_has_a_drawing() -> None:
    assert DRAWINGS.keys() == SHOWN


def test_sections_stand_in_their_order_with_numbers() -> None:
    drawn = notice(scope(), CLAIMS)

    headings = [block.words for block in drawn.blocks if isinstance(block, Heading) and block.level == SECTION]
    assert headings[:2] == ["1. Who, and whose data", "2. What for and how long"]
    assert len(headings) == 7


def test_the_marks_tell_number_version_dates_and_hash() -> None:
    assert marks(scope(Language.PL)) == (
        "Numer: PP-SMALL, wersja 2.1",
        "Opublikowano: 2026-11-01",
        "Obowiązuje od: 2026-12-01",
        f"Skrót polityki: {small().hash()}",
    )


def test_the_hash_is_that_of_what_is_true_with_the_adapters() -> None:
    assert marks(scope(Language.PL, small(), "weather")) != marks(scope(Language.PL))


# A010.
@pytest.mark.parametrize("missing", sorted(CLAIMS))
def test_a_claim_without_a_passing_test_cannot_be_drawn(missing: str) -> None:
    with pytest.raises(PolicyError, match=f"the claim '{missing}' has no passing test"):
        notice(scope(), CLAIMS - {missing})


def test_a_proved_claim_is_said() -> None:
    assert Paragraph("There are no automated decisions.") in notice(scope(), CLAIMS).blocks


def test_a_claim_about_what_is_off_is_neither_said_nor_needed() -> None:
    drawn = notice(scope(Language.EN, small(), "organisations"), {"no_decisions", "precise_not_stored"})

    assert Paragraph("We do not link the cell with the account.") not in drawn.blocks


def test_two_headings_never_have_one_address() -> None:
    anchors = [block.anchor for block in notice(scope(), CLAIMS).blocks if isinstance(block, Heading)]

    assert len(anchors) == len(set(anchors))
