"""A stretch of simulated time: a home that lives, a member who asks, and everything that goes wrong by chance."""

import asyncio
import random
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from ostoja.protocol.ids import new_id
from ostoja.protocol.messages import Command, Step
from ostoja.protocol.traits import Brightness, Do, Kind, OnOff, SetBrightness, TraitName, Turn
from ostoja.simulator.clock import HandClock
from ostoja.simulator.simulation import Simulation
from tests.endurance.telling import HomeProcess, Picture
from tests.gateway.waiting_home import PATIENCE_SECONDS

HOUR, DAY = 3_600, 86_400
PASSWORD = "a password of the week"
STEP_S = (20.0, 120.0)
# Whatever is asked is shown within this of real time, or the home is left to find that nothing was shown.
SHOWN_WITHIN = 0.15
GIVEN_UP_AFTER_MS = 15_000
# Between two looks at processes that find their way in real time.
LOOK_AGAIN = 0.05
ARRIVED_WITHIN = 2.0
REPLIES = ("devices", "states", "info", "config/devices")
# Chances of each in one step, which is 70 s in the mean.
ASKS, BREAKS, HEALS, RESTARTS, KILLS = 0.2, 0.02, 0.04, 0.002, 0.002
MOST_FULL = 255


@dataclass
class Tally:
    """What happened, and everything that was wrong.

    ``blind`` are commands that a lamp ignored and that were confirmed all the same, because it had changed before
    without a word and so already stood as asked, as far as anybody could hear.
    """

    steps: int = 0
    asked: int = 0
    ends: dict[str, int] = field(default_factory=dict)
    faults: int = 0
    restarts: int = 0
    kills: int = 0
    lost: list[str] = field(default_factory=list)
    blind: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    muted: set[str] = field(default_factory=set)
    resident: list[int] = field(default_factory=list)
    rows: int = 0
    oldest_s: float = 0.0


class Week:
    """So many seconds of simulated time by this seed; the gateway is killed in the first ``killing`` of them only."""

    def __init__(self, folder: Path, seed: int, *, seconds: float, killing: float) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a repeatable chance for mishaps, no secret
        self._clock = HandClock()
        self._began = self._clock.now()
        self._ends, self._kills_until = self._began + seconds, self._began + killing
        self._simulation = Simulation(
            broker="mosquitto", clock=self._clock, seed=seed, latency=timedelta(0), password=PASSWORD, inhabitant=True
        )
        self._folder = folder
        self.tally = Tally()

    async def live(self) -> Tally:
        """Live through it, and look at the end whether everything is as it is."""
        async with self._simulation as simulation:
            self._gateway = HomeProcess(self._folder, simulation.host, simulation.port, PASSWORD)
            await self._gateway.start()
            try:
                await self._days()
                simulation.faults.heal()
                await self._compare()
            finally:
                await self._gateway.kill()
        return self.tally

    async def _days(self) -> None:
        weighed = self._began
        await self._online()
        while self._clock.now() < self._ends:
            self.tally.steps += 1
            await self._pass(self._chance.uniform(*STEP_S))
            await self._mishap()
            if self._chance.random() < ASKS:
                await self._ask()
            if self._clock.now() - weighed >= HOUR:
                weighed = self._clock.now()
                self.tally.resident.append((await self._gateway.picture()).resident)

    async def _pass(self, seconds: float) -> None:
        self._clock.advance(seconds)
        await self._simulation.settled()
        await self._gateway.tell(f"now {self._now_ms()}")

    async def _mishap(self) -> None:
        faults, chance = self._simulation.faults, self._chance
        if chance.random() < HEALS:
            faults.heal()
        if chance.random() < BREAKS:
            self.tally.faults += 1
            reply = chance.choice(REPLIES)
            match chance.randrange(6):
                case 0:
                    faults.drop_reply(reply, chance.randint(1, 3))
                case 1:
                    faults.malform_row(reply, chance.randint(1, 3))
                case 2:
                    faults.delay_reply(reply, chance.uniform(1, 300))
                case 3:
                    faults.jump(chance.choice((-DAY, -HOUR, HOUR, DAY)))
                case 4:
                    device = chance.choice(self._devices)
                    self.tally.muted.add(device)
                    faults.mute(_object(device))
                case _:
                    faults.deafen(chance.choice(self._lamps))
        if chance.random() < RESTARTS:
            self.tally.restarts += 1
            await self._restart()
        if chance.random() < KILLS and self._clock.now() < self._kills_until:
            self.tally.kills += 1
            await self._gateway.kill()
            await self._pass_unseen(chance.uniform(*STEP_S))
            await self._gateway.start()
            await self._gateway.tell(f"now {self._now_ms()}")

    async def _restart(self) -> None:
        await self._simulation.stop_broker()
        await self._pass(self._chance.uniform(*STEP_S))
        await self._simulation.start_broker()

    async def _pass_unseen(self, seconds: float) -> None:
        self._clock.advance(seconds)
        await self._simulation.settled()

    async def _ask(self) -> None:
        device = self._chance.choice(self._devices)
        do = self._wish(is_dimmer=device in self._dimmers)
        command = Command(new_id(), device, do, self._now_ms())
        self.tally.asked += 1
        await self._gateway.ask(command)
        told = await self._gateway.over(command.id, SHOWN_WITHIN)
        if told is None:
            # For the gateway alone: in the home somebody might press a switch meanwhile, and undo what was confirmed.
            await self._gateway.tell(f"now {self._now_ms() + GIVEN_UP_AFTER_MS}")
            told = await self._gateway.over(command.id, PATIENCE_SECONDS)
        how = "never ended" if told is None else f"{told.step} {told.reason or ''}".strip()
        self.tally.ends[how] = self.tally.ends.get(how, 0) + 1
        if told is None or (told.step is Step.CONFIRMED and not await self._comes_true(device, do)):
            is_blind = device in self.tally.muted and self._simulation.faults.is_deaf(_object(device))
            which = self.tally.blind if told is not None and is_blind else self.tally.lost
            which.append(f"{device} {do}: {how}, at {self._clock.now() - self._began:.0f} s")

    async def _comes_true(self, device: str, do: Do) -> bool:
        """Whether the lamp does this, now or when what the broker has taken has arrived."""
        for _ in range(round(ARRIVED_WITHIN / LOOK_AGAIN)):
            if self._is_done(device, do):
                return True
            await asyncio.sleep(LOOK_AGAIN)
        return False

    def _wish(self, *, is_dimmer: bool) -> Do:
        if is_dimmer and self._chance.random() < 0.5:
            return SetBrightness(self._chance.randint(1, 100))
        return Turn(on=self._chance.random() < 0.5)

    def _is_done(self, device: str, do: Do) -> bool:
        shows = self._truth(device)
        if isinstance(do, SetBrightness):
            return Brightness(do.level) in shows
        return isinstance(do, Turn) and OnOff(do.on) in shows

    def _truth(self, device: str) -> tuple[OnOff, Brightness]:
        """What the lamp really does, read from its state without the gateway's own rules."""
        state = self._simulation.state_of(_object(device))
        assert state is not None
        value = float(state["state"])
        return OnOff(value > 0), Brightness(max(round(value * 100 / MOST_FULL), 1) if value else 0)

    async def _online(self) -> None:
        picture = await self._until_online()
        here = [device for device in picture.devices if device.writable and device.kind in {Kind.LIGHT, Kind.SOCKET}]
        traits = {device.id: {trait.name for trait in device.traits} for device in here}
        simple = {TraitName.ON_OFF, TraitName.BRIGHTNESS}
        self._devices = sorted(id_ for id_, names in traits.items() if TraitName.ON_OFF in names and names <= simple)
        self._dimmers = {id_ for id_ in self._devices if TraitName.BRIGHTNESS in traits[id_]}
        self._lamps = [_object(id_) for id_ in self._devices]

    async def _until_online(self) -> Picture:
        while not (picture := await self._gateway.picture()).online:
            await self._pass(1)
            await asyncio.sleep(LOOK_AGAIN)
        return picture

    async def _compare(self) -> None:
        """The gateway's picture beside what a gateway that knows nothing yet sees, and beside what the lamps do."""
        with_nothing = HomeProcess(self._folder.with_name("fresh"), *self._at, PASSWORD)
        await with_nothing.start()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while True:
                    await self._pass(1)
                    await with_nothing.tell(f"now {self._now_ms()}")
                    mine, other = await self._gateway.picture(), await with_nothing.picture()
                    self.tally.wrong = self._differences(mine, other)
                    if not self.tally.wrong:
                        break
                    await asyncio.sleep(LOOK_AGAIN)
        except TimeoutError:
            pass
        finally:
            await with_nothing.kill()
        kept = await self._gateway.picture()
        self.tally.rows, self.tally.oldest_s = kept.rows, self._clock.now() - kept.oldest / 1000

    def _differences(self, mine: Picture, other: Picture) -> list[str]:
        if not (mine.online and other.online):
            return ["not online"]
        wrong = [f"{id_} is not what a fresh look shows" for id_ in other.states if _differs(id_, mine, other)]
        wrong += ["the devices are others"] if _here(mine) != _here(other) else []
        lies = (id_ for id_ in self._devices if mine.states[id_].values[0] not in self._truth(id_))
        return wrong + [f"{id_} is not what the lamp does" for id_ in lies]

    @property
    def _at(self) -> tuple[str, int]:
        return self._simulation.host, self._simulation.port

    def _now_ms(self) -> int:
        return int(self._clock.now() * 1000)


def _object(device: str) -> int:
    return int(device.rpartition("-")[2])


def _differs(id_: str, mine: Picture, other: Picture) -> bool:
    return id_ not in mine.states or mine.states[id_].values != other.states[id_].values


def _here(picture: Picture) -> dict[str, object]:
    return {device.id: device for device in picture.devices if device.available}
