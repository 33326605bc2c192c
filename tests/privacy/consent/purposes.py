"""Purposes and moments for the tests of consent."""

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from ostoja.policy.entries import Balance, Purpose, Question
from ostoja.policy.text import Text
from ostoja.policy.words import Basis, Gate
from ostoja.privacy.consent.choices import Choice, Kind, digest_of
from ostoja.privacy.consent.decide import AgeBand, Standing

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def question(ask: str) -> Question:
    return Question(ask=Text("Czy możemy?", ask), detail=Text("Po to, by…", "In order to…"))


WEATHER = Purpose(
    groups=("app_user",),
    label=Text("Pogoda", "Weather"),
    basis=Basis.CONSENT,
    categories=("loc.coarse",),
    gate=Gate.CONSENT,
    question=question("May we?"),
    fides="functional.service",
    dpv="dpv:ServiceProvision",
)
STATISTICS = replace(
    WEATHER, basis=Basis.LEGITIMATE_INTERESTS, balance=Balance(document="LIA-1", interest=Text("Liczby", "Numbers"))
)
LOGS = replace(STATISTICS, gate=Gate.NONE, question=None)
CONTRACT = replace(LOGS, basis=Basis.CONTRACT, balance=None)
OTHER_WORDS = replace(WEATHER, question=question("And now?"))


def choice(kind: Kind, at: datetime = NOW, asked: Purpose | None = WEATHER, *, by_guardian: bool = False) -> Choice:
    return Choice(kind, at, "" if asked is None else digest_of(asked), by_guardian)


def standing(*kinds: Kind, age: AgeBand = AgeBand.ADULT, restrictions: tuple[Kind, ...] = (), **more: Any) -> Standing:
    choices = [choice(kind, **more) for kind in kinds]
    return Standing(age, choices, [choice(kind) for kind in restrictions])
