"""A relay that writes everything down learns no name, no id and no value of any device."""

import asyncio
import json
from collections.abc import Iterator

import pytest

from ostoja.protocol.frames import HEADER_BYTES, Kind
from ostoja.protocol.messages import Step
from ostoja.protocol.traits import Move, OpenClose, SetTarget, Turn
from tests.doubles.app import App
from tests.doubles.recorder import Recorder
from tests.ports import free_port
from tests.stories.households import Household, settle
from tests.stories.town import Town

WORDS = ("on_off", "thermostat", "position", "celsius", "confirmed", "snapshot", "devices", "welcome")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Recorder, Household, App]]:
    """What a relay heard while Ala's home was claimed, drawn, and used."""
    hidden = free_port()
    town = Town(tmp_path_factory.mktemp("town"), relay_port=hidden)
    try:
        with Recorder(town.road_port, f"ws://127.0.0.1:{hidden}") as recorder:
            town.start()
            household = settle(town)
            yield recorder, household, asyncio.run(used(household))
            town.stop()
    finally:
        town.stop()


async def used(household: Household) -> App:
    async with household.app() as app:
        await app.open()
        await app.snapshot()
        assert (await app.ask(app.named("Lampa w salonie").id, Turn(on=True))).step is Step.CONFIRMED
        assert (await app.ask(app.named("Roleta w salonie").id, Move(position=55))).step is Step.CONFIRMED
        assert (await app.ask(app.named("Ogrzewanie salonu").id, SetTarget(22.5))).step is Step.CONFIRMED
        return app


def test_the_home_was_really_used_over_this_relay(recorded: tuple[Recorder, Household, App]) -> None:
    recorder, household, app = recorded
    data = [message for message in recorder.heard if message[0] == Kind.DATA]

    assert len(data) > 10
    assert any(len(message) > 1_000 for message in data)
    assert any(household.installation.encode() in message or b"ticket" in message for message in recorder.heard)
    assert len(app.devices) > 12
    assert any(isinstance(value, OpenClose) for state in app.states.values() for value in state.values)


def test_no_name_id_or_value_was_in_any_byte(recorded: tuple[Recorder, Household, App]) -> None:
    recorder, _, app = recorded
    everything = b"\n".join(message[HEADER_BYTES:] for message in recorder.heard)
    names = [device.name for device in app.devices.values()] + [room.name for room in app.rooms.values()]
    ids = [device.id for device in app.devices.values() if len(device.id) > 3]
    values = [json.dumps(value) for value in ("Lampa", 22.5)]

    for secret in (*names, *ids, *WORDS, *(value for value in values if len(value) > 4)):
        assert secret.encode() not in everything
        assert json.dumps(secret).encode() not in everything
