import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.gateway.house import courses as courses_module
from ostoja.gateway.house.courses import Course, Courses
from ostoja.protocol.messages import CommandIs, Step

PLACE = ("lamp", "on")
ASKED = st.lists(st.tuples(st.sampled_from(["ala", "bartek", "celina"]), st.sampled_from(list(Step))), max_size=60)


def over(who: str, id_: str) -> Course:
    return Course(who, id_, PLACE, Step.CONFIRMED)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courses_module, "MOST_REMEMBERED", 6)
    monkeypatch.setattr(courses_module, "MOST_REMEMBERED_OF_ONE", 3)


def test_a_command_is_known_by_who_asked_and_its_id() -> None:
    courses = Courses()
    courses.remember(over("ala", "1"))

    found = courses.known("ala", "1")

    assert found is not None
    assert found.tell() == CommandIs("1", Step.CONFIRMED)
    assert courses.known("bartek", "1") is None


def test_one_who_asks_without_end_forgets_only_the_own() -> None:
    courses = Courses()
    courses.remember(over("bartek", "his"))

    for number in range(20):
        courses.remember(over("celina", str(number)))

    assert courses.known("bartek", "his") is not None
    assert [courses.known("celina", id_) is not None for id_ in ("16", "17", "18", "19")] == [False, True, True, True]


def test_many_together_forget_the_oldest() -> None:
    courses = Courses()

    for number in range(10):
        courses.remember(over(f"member {number}", "1"))

    assert len(courses) == 6
    assert courses.known("member 3", "1") is None
    assert courses.known("member 4", "1") is not None


@given(ASKED)
def test_what_is_not_over_is_never_forgotten_and_the_rest_is_bounded(asked: list[tuple[str, Step]]) -> None:
    courses, waiting = Courses(), []
    for number, (who, step) in enumerate(asked):
        course = Course(who, str(number), PLACE, step)
        courses.remember(course)
        waiting += [] if course.is_over else [course]

    assert all(courses.known(course.who, course.id) is course for course in waiting)
    assert len(courses) <= len(waiting) + 6
    for who in ("ala", "bartek", "celina"):
        mine = [courses.known(who, str(number)) for number in range(len(asked))]
        assert sum(course is not None and course.is_over for course in mine) <= 3
