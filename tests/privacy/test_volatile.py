import copy
import io
import json
import logging
import operator
import pickle
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

import msgspec
import pytest

from ostoja.privacy.volatile import Volatile, VolatileError

# A canary that stands nowhere else.
SECRET = 52.2297712


class Where(Enum):
    INSIDE = "inside"
    OUTSIDE = "outside"


@dataclass
class Fix:
    position: Volatile[float]


# A103: every way out.
WAYS_OUT: dict[str, Callable[[Any], object]] = {
    "repr": repr,
    "str": str,
    "f-string": lambda value: f"{value}",
    "format": lambda value: format(value, ".2f"),
    "format of a text": "{:.2f}".format,
    "bytes": bytes,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "asdict": lambda value: asdict(Fix(value)),
    "repr of what holds it": lambda value: repr(Fix(value)),
    "pickle": pickle.dumps,
    "old pickle": lambda value: pickle.dumps(value, 0),
    "json": json.dumps,
    "json with a way out": lambda value: json.dumps(value, default=str),
    "msgspec": msgspec.json.encode,
    "float": float,
    "int": int,
    "complex": complex,
    "round": round,
    "index": operator.index,
    "add": lambda value: value + 1,
    "negative": operator.neg,
    "iter": list,
    "contains": lambda value: 52 in value,
    "len": len,
    "item": lambda value: value[0],
    "equal": lambda value: value == SECRET,
    "unequal": lambda value: value != SECRET,
    "less": lambda value: value < 53,
    "more": lambda value: value >= 52,
    "hash": hash,
    "set": lambda value: {value},
    "truth": bool,
    "attributes": vars,
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_every_way_out_raises(way: str) -> None:
    with pytest.raises(TypeError) as refused:
        WAYS_OUT[way](Volatile(SECRET))

    assert "7712" not in str(refused.value)


def test_what_is_logged_is_no_position() -> None:
    into = io.StringIO()
    record = logging.LogRecord("x", logging.INFO, "x", 1, "at %s", (Volatile(SECRET),), None)

    with pytest.raises(VolatileError):
        logging.StreamHandler(into).format(record)
    assert into.getvalue() == ""


def test_a_question_is_answered_with_yes_no_or_a_word_of_a_closed_set() -> None:
    position = Volatile(SECRET)

    assert position.ask(lambda north: north > 50)
    assert position.ask(lambda north: Where.INSIDE if north > 50 else Where.OUTSIDE) is Where.INSIDE


@pytest.mark.parametrize("answer", [SECRET, str(SECRET), None, (True,)])
def test_no_answer_carries_more(answer: object) -> None:
    with pytest.raises(VolatileError):
        Volatile(SECRET).ask(lambda _north: answer)  # type: ignore[type-var]


def test_a_question_that_fails_tells_nothing_of_the_value() -> None:
    def fail(north: float) -> bool:
        raise ValueError(north)

    with pytest.raises(VolatileError) as refused:
        Volatile(SECRET).ask(fail)

    frames = [frame for frame, _line in traceback.walk_tb(refused.value.__traceback__)]
    assert (refused.value.__cause__, refused.value.__context__) == (None, None)
    assert not any(value is SECRET for frame in frames for value in frame.f_locals.values())


def test_a_crash_report_cannot_write_the_variable_that_holds_it() -> None:
    def crash(position: Volatile[float]) -> None:
        raise RuntimeError("while it was held")

    with pytest.raises(RuntimeError) as crashed:
        crash(Volatile(SECRET))
    with pytest.raises(VolatileError):
        traceback.TracebackException.from_exception(crashed.value, capture_locals=True)
