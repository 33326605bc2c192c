from collections.abc import Mapping
from typing import ClassVar

import pytest

from ostoja.cloud.disclosures.payloads import Payload, UndeclaredFieldError


class Whole(Payload, frozen=True):
    HOLDS: ClassVar[Mapping[str, str]] = {"email": "id.email", "phone": "id.phone", "kind": ""}

    email: str
    phone: str | None = None
    kind: str = ""


class Silent(Payload, frozen=True):
    HOLDS: ClassVar[Mapping[str, str]] = {"email": "id.email"}

    email: str
    phone: str = ""


class Strange(Payload, frozen=True):
    HOLDS: ClassVar[Mapping[str, str]] = {"email": "id.telepathy"}

    email: str


def test_only_what_is_filled_counts() -> None:
    assert Whole(email="a@example.org").categories() == {"id.email"}
    assert Whole(email="a@example.org", phone="1").categories() == {"id.email", "id.phone"}


@pytest.mark.parametrize("payload", [Silent(email="a@example.org"), Strange(email="a@example.org")])
def test_a_field_of_which_nobody_said_what_it_holds_stops_everything(payload: Payload) -> None:
    with pytest.raises(UndeclaredFieldError):
        payload.categories()
