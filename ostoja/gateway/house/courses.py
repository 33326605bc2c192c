"""How commands fare and have fared, remembered in bounded space, each person's apart from the others'."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ostoja.protocol.messages import CommandIs, Reason, Step

MOST_REMEMBERED = 4_096  # At about 500 bytes each, 2 MB.
MOST_REMEMBERED_OF_ONE = 512  # So that one who asks without end forgets the own commands, not the others'.

Tell = Callable[[CommandIs], None]


@dataclass(eq=False)
class Course:
    """How one command fares."""

    who: str
    id: str
    place: tuple[str, str]
    step: Step = Step.ASKED
    reason: Reason | None = None
    deadline: datetime | None = None
    told: list[Tell] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.step not in {Step.ASKED, Step.SENT}

    def tell(self) -> CommandIs:
        """How it fares, as an app is told."""
        return CommandIs(self.id, self.step, self.reason)


class Courses:
    """The latest commands by who asked and their id; what is not over is never forgotten."""

    def __init__(self) -> None:
        self._all: OrderedDict[tuple[str, str], Course] = OrderedDict()
        self._of: dict[str, OrderedDict[str, Course]] = {}

    def __len__(self) -> int:
        return len(self._all)

    def known(self, who: str, id_: str) -> Course | None:
        """The command that this person asked under this id, or None."""
        return self._all.get((who, id_))

    def remember(self, course: Course) -> None:
        """Keep this one, and forget the oldest that are over when there are too many."""
        self._all[course.who, course.id] = course
        own = self._of.setdefault(course.who, OrderedDict())
        own[course.id] = course
        if len(own) > MOST_REMEMBERED_OF_ONE:
            self._forget_oldest(own.values())
        if len(self._all) > MOST_REMEMBERED:
            self._forget_oldest(self._all.values())

    def _forget_oldest(self, courses: Iterable[Course]) -> None:
        oldest = next((course for course in courses if course.is_over), None)
        if oldest is None:
            return
        del self._all[oldest.who, oldest.id]
        own = self._of[oldest.who]
        del own[oldest.id]
        if not own:
            del self._of[oldest.who]
