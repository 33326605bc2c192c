"""The life of a command: asked → sent → confirmed | refused | timed out.

A command is known by who asked and its id. Heard again, on whatever way, it acts once and the outcome is told to the
new asker too. What it asked is not remembered, only how it fared: a PIN never enters this memory.
One that was held up on its way for too long does not act: whoever asked it has given it up.
"""

import logging
from collections import Counter
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from ostoja.gateway.house.abilities import axis, refusal
from ostoja.gateway.house.clock import Clock
from ostoja.gateway.house.courses import Course, Courses, Tell
from ostoja.gateway.house.driver import Driver
from ostoja.gateway.house.errors import LostError, NotDoneError
from ostoja.gateway.house.house import House
from ostoja.gateway.house.pins import Pins
from ostoja.protocol.messages import Command, Reason, Step
from ostoja.protocol.traits import Arm, Disarm, Do

log = logging.getLogger(__name__)

MOST_WAITING = 256
MOST_WAITING_OF_ONE = 32
MOST_TOLD = 8
ALARM = axis(Arm(""))
GOOD_MS = 10_000  # An app gives a command up after 12 s, and says it again no later than after 8.

Start = Callable[[Coroutine[Any, Any, None]], None]


class Commands:
    """Every command that somebody asked, bounded; ``start`` runs what has to wait for the home."""

    def __init__(self, house: House, driver: Driver, clock: Clock, start: Start) -> None:
        self._house = house
        self._driver = driver
        self._clock = clock
        self._start = start
        self._courses = Courses()
        self._waiting: dict[tuple[str, str], Course] = {}
        self._sending: Counter[str] = Counter()
        self._pins = Pins()
        self.outcomes: Counter[str] = Counter()

    def instant(self) -> int:
        """The steady clock by which commands grow old.

        Units: milliseconds, since whenever.
        """
        return int(self._clock().timestamp() * 1000)

    def ask(self, who: str, command: Command, tell: Tell) -> None:
        """Have the home do this, once; ``tell`` hears every step from now on."""
        known = self._courses.known(who, command.id)
        if known is not None:
            self._listen(known, tell)
            return
        course = Course(who, command.id, (command.device, axis(command.do)), told=[tell])
        self._courses.remember(course)
        reason = self._refusal(who, command)
        if reason is not None:
            self._end(course, Step.REFUSED, reason)
            return
        self._supersede(course)
        self._start(self._send(course, command.device, command.do))

    def expire(self, now: datetime) -> None:
        """Give up the commands of which the home has shown nothing in its time."""
        late = [course for course in self._waiting.values() if course.deadline is not None and course.deadline <= now]
        for course in late:
            self._end(course, Step.TIMED_OUT, Reason.NO_ECHO)

    def _listen(self, course: Course, tell: Tell) -> None:
        if course.step is not Step.ASKED:
            tell(course.tell())
        if not course.is_over and tell not in course.told and len(course.told) < MOST_TOLD:
            course.told.append(tell)

    def _refusal(self, who: str, command: Command) -> Reason | None:
        if self.instant() - command.at > GOOD_MS:
            return Reason.TOO_LATE
        device = self._house.device(command.device)
        if device is None:
            return Reason.UNKNOWN_DEVICE
        # What is superseded waits no longer, and may still be on its way to the home.
        mine = max(self._sending[who], sum(1 for course in self._waiting.values() if course.who == who))
        if mine >= MOST_WAITING_OF_ONE or len(self._waiting) >= MOST_WAITING:
            return Reason.TOO_MANY
        if not self._house.online:
            return Reason.HOME_OFFLINE
        reason = refusal(device, self._house.state(device.id), command.do)
        if reason is None and isinstance(command.do, Arm | Disarm):
            return self._tried(who, device.id)
        return reason

    def _tried(self, who: str, device: str) -> Reason | None:
        now = self._clock()
        if not self._pins.are_open(who, device, now):
            log.warning("an alarm was tried with too many PINs")
            return Reason.TOO_MANY_PINS
        self._pins.note(who, device, now)
        return None

    def _supersede(self, course: Course) -> None:
        older = self._waiting.get(course.place)
        if older is not None:
            self._end(older, Step.REFUSED, Reason.SUPERSEDED)
        self._waiting[course.place] = course

    async def _send(self, course: Course, device: str, do: Do) -> None:
        self._sending[course.who] += 1
        try:
            await self._have_done(course, device, do)
        finally:
            self._sending[course.who] -= 1
            self._sending += Counter()  # Forgets who has nothing on its way.

    async def _have_done(self, course: Course, device: str, do: Do) -> None:
        try:
            patience = await self._driver.send(device, do, lambda: self._end(course, Step.CONFIRMED))
        except NotDoneError as no:
            self._end(course, Step.REFUSED, no.reason)
        except LostError:
            self._end(course, Step.TIMED_OUT, Reason.HOME_OFFLINE)
        except Exception:
            # A driver that breaks its contract must not leave an app waiting; the trace is for who wrote it.
            log.exception("a driver failed at a command")
            self._end(course, Step.TIMED_OUT, Reason.NO_ECHO)
        else:
            if not course.is_over:
                course.step, course.deadline = Step.SENT, self._clock() + patience
                self._say(course)

    def _end(self, course: Course, step: Step, reason: Reason | None = None) -> None:
        if course.is_over:
            return
        course.step, course.reason, course.deadline = step, reason, None
        self.outcomes[step.value if reason is None else f"{step.value}: {reason.value}"] += 1
        if step is Step.CONFIRMED and course.place[1] == ALARM:
            self._pins.were_right(course.who, course.place[0])
        if self._waiting.get(course.place) is course:
            del self._waiting[course.place]
        self._say(course)
        course.told.clear()

    def _say(self, course: Course) -> None:
        for tell in tuple(course.told):
            tell(course.tell())
