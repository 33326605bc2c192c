import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.privacy.detectors import DETECTORS, findings, redacted

# Numbers that are right and belong to nobody, or to a public office.
FOUND = [
    ("e-mail", "ala@example.com"),
    ("e-mail", "Bartek.z+dom@poczta.example.pl"),
    ("pesel", "44051401359"),
    ("pesel", "02270803624"),
    ("nip", "5250010976"),
    ("nip", "525-001-09-76"),
    ("nip", "525-00-10-976"),
    ("nip", "PL5250010976"),
    ("regon", "123456785"),
    ("regon", "12345678512347"),
    ("iban", "PL61 1090 1014 0000 0712 1981 2874"),
    ("iban", "PL61109010140000071219812874"),
    ("iban", "61 1090 1014 0000 0712 1981 2874"),
    ("iban", "GB29 NWBK 6016 1331 9268 19"),
    ("iban", "de89370400440532013000"),
    ("phone", "+48 501 234 567"),
    ("phone", "+48501234567"),
    ("phone", "0048501234567"),
    ("phone", "501-234-567"),
    ("ip", "203.0.113.7"),
    ("ip6", "2001:db8::7"),
    ("ip6", "::ffff:203.0.113.7"),
    ("coordinates", "52.22977, 21.01178"),
    ("coordinates", "-33.868;151.209"),
]
LEFT = [
    "44051401358",
    "44131401359",
    "44053201359",
    "5250010977",
    "0000000000",
    "123456786",
    "12345678512348",
    "PL62 1090 1014 0000 0712 1981 2874",
    "GB30 NWBK 6016 1331 9268 19",
    "127.0.0.1",
    "::1",
    "1.2.3",
    "1.2.3.4.5",
    "300.1.1.1",
    "12:30:45",
    "std::vector",
    "23.5, 45.2",
    "a@b",
    "@property",
    "P30D",
    "2026-11-22",
    "3f2504e0",
]


@pytest.mark.parametrize(("kind", "written"), FOUND)
def test_what_is_personal_is_found_in_a_sentence_and_alone(kind: str, written: str) -> None:
    for text in (written, f"opened by {written}, at once", f"({written})"):
        assert [text[one.start : one.end] for one in findings(text) if one.kind == kind] == [written]


@pytest.mark.parametrize("written", LEFT)
def test_counters_times_and_wrong_numbers_stay_readable(written: str) -> None:
    assert redacted(f"took {written} now") == f"took {written} now"


@pytest.mark.parametrize(("kind", "written"), FOUND)
def test_what_is_found_is_replaced_by_its_kind(kind: str, written: str) -> None:
    drawn = redacted(f"from {written} on")

    assert written not in drawn
    assert drawn.startswith("from [")
    assert drawn.endswith("] on")


def test_several_findings_are_each_replaced() -> None:
    assert redacted("ala@example.com at 203.0.113.7!") == "[e-mail] at [ip]!"


def test_findings_that_overlap_leave_nothing_of_either() -> None:
    assert redacted("call 501 234 567@a.pl!") == "call [phone]!"


@given(st.text(alphabet="aA1029+-@.:, PL\n", max_size=80))
def test_redaction_touches_what_was_found_and_nothing_else(text: str) -> None:
    found = [range(one.start, one.end) for one in findings(text)]
    left = "".join(sign for at, sign in enumerate(text) if not any(at in place for place in found))

    assert re.sub(r"\[(?:e-mail|iban|pesel|nip|regon|phone|ip6?|coordinates)\]", "", redacted(text)) == left


# What makes a pattern that tries again from every place take the square of the length.
HARD = [*"a1.:-", "\n", "a.", "1.", "1:", "a@", "@a", "a@a.", "A1 ", "1 ", "111 ", "1.000 ", "AA11 1111 ", "1-", "+48 "]


@pytest.mark.parametrize("piece", HARD)
def test_no_text_makes_a_detector_slow(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.process_time()

    redacted(text)

    # Ten times what it takes on a busy machine; the square of the length would take minutes.
    assert time.process_time() - begun < 20


def test_every_kind_has_an_example() -> None:
    assert {kind for kind, _written in FOUND} == DETECTORS.keys()
