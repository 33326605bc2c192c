from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import (
    NothingPublishedError,
    before,
    in_force,
    page_of,
    publication_in_force,
    publication_named,
    to_come,
    to_tell_of,
    untold,
    version,
)
from ostoja.cloud.policies.rules import NOTICE
from tests.cloud.publications import effective, longer, published, real, reworded

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def first(now: datetime) -> Publication:
    return published(real(), now=now)


@pytest.fixture
def second(first: Publication, now: datetime) -> Publication:
    return published(effective(longer(real()), 40, now), now=now)


@pytest.fixture
def third(second: Publication, now: datetime) -> Publication:
    return published(effective(longer(real(), "P8Y"), 40, now), now=now)


def test_nothing_is_in_force_before_the_first(first: Publication) -> None:
    earlier = first.effective - timedelta(microseconds=1)

    assert publication_in_force(earlier) is None
    with pytest.raises(NothingPublishedError):
        in_force(earlier)


def test_of_two_versions_of_one_day_the_later_one_holds(second: Publication, third: Publication) -> None:
    assert second.effective == third.effective
    assert publication_in_force(third.effective) == third
    assert in_force(third.effective).policy.retention["R01"].period == "P8Y"


def test_before_each_stands_the_one_that_was_published_earlier(
    first: Publication, second: Publication, third: Publication
) -> None:
    assert [before(one) for one in (first, second, third)] == [None, first, second]


def test_versions_to_come_are_all_known_the_next_one_first(
    first: Publication, second: Publication, third: Publication, now: datetime
) -> None:
    assert list(to_come(now)) == [second, third]
    assert list(to_come(third.effective)) == []


def test_people_are_told_of_every_version_that_matters_not_of_the_next_alone(
    second: Publication, third: Publication, now: datetime
) -> None:
    published(effective(reworded(longer(real(), "P8Y")), 60, now), now=now)

    assert list(to_tell_of(now)) == [second, third]


def test_who_could_not_be_told_before_is_told_a_while_after(second: Publication) -> None:
    assert list(to_tell_of(second.effective + NOTICE - timedelta(minutes=1))) == [second]
    assert list(to_tell_of(second.effective + NOTICE)) == []


def test_the_untold_are_people_of_whom_we_know_the_address(second: Publication, ala: Person) -> None:
    assert list(untold(second)) == [ala]


def test_a_version_is_found_by_its_hash(first: Publication) -> None:
    assert publication_named(first.hash) == first
    assert publication_named("0" * 64) is None
    assert version(first.hash) is version(first.hash)
    assert version(first.hash).scope("pl") is version(first.hash).scope("pl")


def test_a_page_is_found_by_kind_language_and_form(first: Publication) -> None:
    polish, english = (page_of(first, "cookies", language, "html") for language in ("pl", "en"))

    assert polish is not None
    assert polish != english
    assert page_of(first, "cookies", "pl", "pdf") is None


def test_rows_are_named_by_their_numbers_alone(first: Publication) -> None:
    page = first.page_set.first()

    assert (str(first), str(page)) == (f"publication {first.pk}", f"page {page.pk if page else 0}")
