"""Claim codes that are wrong, old or used say so, and open nothing."""

import pytest

from ostoja.protocol.app_session import NotAdmittedError
from ostoja.protocol.codes import Code, new_code, read_code
from ostoja.protocol.sealing import DhKey
from tests.doubles.app import App
from tests.stories.office import Person, RefusedError
from tests.stories.town import Town


def refusal(person: Person, number: str) -> str:
    with pytest.raises(RefusedError) as refused:
        person.call("POST", "claims", number=number, name="Flat")
    return refused.value.word


async def test_a_code_is_good_once_and_only_whole(town: Town) -> None:
    ala, bartek = (Person(town.origin, town.add_person(name)) for name in ("Ala", "Bartek"))
    old = read_code(town.claim_code())
    town.gateway.stop()
    town.gateway.start()
    code = read_code(town.claim_code())

    assert old.number != code.number
    assert refusal(ala, new_code().number) == "unknown_code"
    assert refusal(ala, old.number) == "unknown_code"
    assert refusal(ala, "short") == "unknown_code"

    home = ala.call("POST", "claims", number=code.number, name="Flat")
    town.gateway.line("ROAD UP")
    assert refusal(bartek, code.number) == "spent_code"

    half = Code(code.number, new_code().secret)
    async with app(town, ala, home["id"], half) as wrong:
        with pytest.raises(NotAdmittedError):
            await wrong.open()
    async with app(town, ala, home["id"], code) as right:
        await right.open()
    async with app(town, ala, home["id"], code) as again:
        with pytest.raises(NotAdmittedError):
            await again.open()


def app(town: Town, person: Person, installation: str, code: Code) -> App:
    ticket = person.ticket(installation)
    return App(town.road, town.origin, ticket, installation, key=DhKey.new(), code=code)


def test_a_paired_gateway_stays_paired_after_a_kill(town: Town) -> None:
    town.gateway.kill()
    town.gateway.start()

    assert town.gateway.line("PAIRED", "CLAIM CODE").startswith("PAIRED")
    town.gateway.line("ROAD UP")
