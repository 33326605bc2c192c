"""The wire page says what the code says: kinds, codes, layouts, paths, sizes."""

import re
from pathlib import Path

import pytest

from ostoja.protocol import frames
from ostoja.protocol.certificates import CHALLENGE_BYTES, CHALLENGE_LABEL, challenge_text
from ostoja.protocol.frames import AdmittedBody, CloseCode, Kind, OpenBody, ProofBody, ReadyBody, TicketBody
from ostoja.relay.app_talk import LONGEST_PING
from ostoja.relay.limits import Limits

PAGE = (Path(__file__).parents[2] / "docs" / "wire" / "road.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("|")]
KIND_ROWS = {row[1]: row for row in ROWS if re.fullmatch(r"`[0-9a-f]{2}`", row[0])}
CODE_ROWS = {row[1]: row for row in ROWS if re.fullmatch(r"4\d{3}", row[0])}


def test_every_kind_has_its_row_and_number() -> None:
    assert {name: int(row[0].strip("`"), 16) for name, row in KIND_ROWS.items()} == {
        kind.name: kind.value for kind in Kind
    }


def test_every_close_code_has_its_row_and_number() -> None:
    assert {name: int(row[0]) for name, row in CODE_ROWS.items()} == {code.name: code.value for code in CloseCode}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("TICKET", TicketBody),
        ("RENEW", TicketBody),
        ("ADMITTED", AdmittedBody),
        ("PROOF", ProofBody),
        ("READY", ReadyBody),
        ("OPEN", OpenBody),
    ],
)
def test_every_json_body_has_its_fields(kind: str, body: type) -> None:
    named = re.findall(r"`(\w+)`", KIND_ROWS[kind][4])

    assert set(named) == set(body.__struct_fields__)  # type: ignore[attr-defined]  # every struct has them


def test_the_header_is_as_drawn() -> None:
    fields = {row[1]: row[0] for row in ROWS if row[1] in ("kind", "channel", "body")}

    assert fields == {"kind": "0", "channel": "1–4", "body": "5–"}
    assert frames.frame(Kind.DATA, 0x01020304, b"x") == b"\x01\x01\x02\x03\x04x"


def test_sizes_paths_and_times_are_as_written() -> None:
    assert f"at most {frames.LARGEST_FRAME:,} bytes" in PAGE
    assert f"`{frames.APP_PATH}` and `{frames.GATEWAY_PATH}`" in PAGE
    assert KIND_ROWS["CHALLENGE"][4].startswith(f"{CHALLENGE_BYTES} random bytes")
    assert KIND_ROWS["PING"][4] == f"up to {LONGEST_PING} bytes"
    assert f"within {Limits().first_frame.seconds} s" in KIND_ROWS["TICKET"][4]


def test_the_challenge_is_signed_as_written() -> None:
    assert f"`{CHALLENGE_LABEL.decode()}` + the 32 bytes + ` ` + the address" in PAGE
    assert challenge_text(b"n" * 32, "wss://road") == CHALLENGE_LABEL + b"n" * 32 + b" wss://road"
