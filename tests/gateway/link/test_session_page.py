"""The page about the sealed session agrees with the code."""

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from ostoja.protocol import handshake
from ostoja.protocol.handshake import Begin, How, Part, RefusalCode, open_header
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.messages import PAGE_BYTES, FromApp, FromGateway
from ostoja.protocol.sealing import REPLY_KEY_LABEL, REPLY_NONCE_LABEL

PAGE = (Path(__file__).parents[3] / "docs" / "wire" / "session.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("|")]


def parts() -> dict[str, tuple[int, int]]:
    """Name → first byte and fixed size, as the page says."""
    found = [row for row in ROWS if re.fullmatch(r"`0[1-5]`", row[0])]
    return {row[1]: (int(row[0].strip("`")), int(row[3].split()[0])) for row in found}


def test_every_part_has_the_size_that_the_page_says() -> None:
    key, begin = PrivateKey.new(), Begin(bytes(16))
    hello = handshake.sign_hello(key, "i", begin, nonce=bytes(16), epoch_key=bytes(32), until=1)
    refusal = handshake.sign_refusal(key, begin, hello, RefusalCode.UNKNOWN_APP)

    assert parts() == {
        "BEGIN": (Part.BEGIN, len(begin.pack())),
        "HELLO": (Part.HELLO, len(hello.pack())),
        "OPEN, how `00`": (Part.OPEN, len(open_header(How.KEY, bytes(32), bytes(32)))),
        "OPEN, how `01`": (Part.OPEN, len(open_header(How.CODE, bytes(32), bytes(32), "0" * 12))),
        "SEALED": (Part.SEALED, 1),
        "REFUSAL": (Part.REFUSAL, len(refusal.pack())),
    }


@pytest.mark.parametrize(("way", "union"), [("app → gateway", FromApp), ("gateway → app", FromGateway)])
def test_every_message_stands_on_the_page_with_its_fields(way: str, union: object) -> None:
    listed = {row[1].strip("`"): row[2] for row in ROWS if row[0] == way}
    real = {str(kind.__struct_config__.tag): msgspec.structs.fields(kind) for kind in get_args(union)}

    assert listed.keys() == real.keys()
    for tag, fields in real.items():
        assert {field.name for field in fields} == set(re.findall(r"`(\w+)`", listed[tag].split(":")[0])), tag


def test_every_refusal_stands_on_the_page() -> None:
    listed = {int(row[0]): row[1] for row in ROWS if row[0].isdecimal()}

    assert listed == {code.value: code.name for code in RefusalCode}


def test_labels_and_bounds_are_those_of_the_code() -> None:
    labels = [
        handshake.HELLO_LABEL,
        handshake.REFUSAL_LABEL,
        handshake.SESSION_LABEL,
        REPLY_KEY_LABEL,
        REPLY_NONCE_LABEL,
    ]

    assert all(label.decode() in PAGE for label in labels)
    assert f"{PAGE_BYTES:,} bytes" in PAGE
