from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from ostoja.cloud.desk.breaches.forms import EventForm

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TYPED = {
    "tables": ["accounts.Person"],
    "since": "2026-11-20T10:00",
    "until": "2026-11-21T10:00",
    "noticed": "2026-11-22T10:00",
    "reach": "lay",
}


def form(**typed: object) -> EventForm:
    return EventForm(["accounts.Person"], ZoneInfo("Europe/Warsaw"), NOW, TYPED | typed)


def test_times_are_those_of_the_operator() -> None:
    asked = form()

    assert asked.is_valid()
    assert asked.event().since == datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"until": "2026-11-19T10:00"}, "__all__"),
        ({"noticed": "2026-11-22T13:30"}, "__all__"),
        ({"since": "yesterday"}, "since"),
        ({"tables": []}, "tables"),
        ({"tables": ["homes.Garden"]}, "tables"),
    ],
)
def test_what_cannot_be_is_told(typed: dict[str, object], field: str) -> None:
    assert list(form(**typed).errors) == [field]
