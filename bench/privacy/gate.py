"""An office of its own, in which the gate and the app are asked again and again; says in JSON how long answers took."""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

BLOCKS = 8
PER_BLOCK = 500
WARM_UP = 300
CALLS_PER_BLOCK = 60
PURPOSE = "app.weather"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def beside(one: Callable[[], object], other: Callable[[], object], count: int) -> tuple[list[float], list[float]]:
    """How long each of two deeds took, done in turn, so that whatever else the machine does hits both.

    Units: seconds.
    """
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(count):
        for deed, times in zip((one, other), taken, strict=True):
            began = time.perf_counter()
            deed()
            times.append(time.perf_counter() - began)
    return taken


def measure() -> dict[str, list[list[float]]]:
    """The gate beside one plain query by an index, and calls with the layer beside those without, turn by turn."""
    from bench.privacy.calls import clients, deed
    from ostoja.cloud.accounts.flows import NewPerson, add_person
    from ostoja.cloud.accounts.models import Person
    from ostoja.cloud.consents.flows import Way, give
    from ostoja.cloud.consents.gate import require
    from ostoja.cloud.consents.queries import purpose_in_force
    from ostoja.cloud.policies.flows import Draft, publish
    from ostoja.policy.adapters import adapters_of
    from ostoja.policy.shelf import shipped
    from ostoja.privacy.consent.choices import digest_of

    policy = shipped("pol-003")
    publish(Draft(policy, adapters_of(policy), demo=True), "Ala", NOW)
    ala = add_person(NewPerson("ala@example.com", "Ala", "Nowak", "en", "correct horse battery staple"))
    asked = purpose_in_force(PURPOSE, NOW)
    if asked is None:
        raise LookupError(PURPOSE)
    give(ala, PURPOSE, digest_of(asked), Way(ala, "en"), NOW)

    def gate() -> object:
        return require(ala, PURPOSE, NOW)

    def plain() -> object:
        return Person.objects.filter(public=ala.public).values_list("pk", flat=True).first()

    # Not Ala: the signal of the browser would take back what she agreed to.
    bartek = add_person(NewPerson("bartek@example.com", "Bartek", "Nowak", "en", "correct horse battery staple"))
    layered, bare = (deed(client) for client in clients(bartek))
    beside(gate, plain, WARM_UP)
    beside(layered, bare, CALLS_PER_BLOCK)
    pairs = [(beside(gate, plain, PER_BLOCK), beside(layered, bare, CALLS_PER_BLOCK)) for _ in range(BLOCKS)]
    return {
        "gate": [one for (one, _), _ in pairs],
        "plain": [other for (_, other), _ in pairs],
        "layered": [one for _, (one, _) in pairs],
        "bare": [other for _, (_, other) in pairs],
    }


def main() -> None:
    """Set the office up, measure, and say what was found."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    json.dump(measure(), sys.stdout)


if __name__ == "__main__":
    main()
