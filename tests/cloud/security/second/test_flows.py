import pytest
from allauth.mfa.models import Authenticator

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.queries import has_second
from ostoja.cloud.security.second.flows import counted, take_away
from tests.cloud.security.second.ways import with_codes

pytestmark = pytest.mark.django_db


def test_it_is_taken_away(ala: Person) -> None:
    with_codes(ala)
    assert has_second(ala)

    assert take_away(ala)
    assert not take_away(ala)
    assert not has_second(ala)


@pytest.mark.parametrize(
    ("said", "taken"),
    [([6, 7, 9], [True, True, True]), ([5], [False]), ([8, 7], [True, False]), ([8, 8], [True, False]), ([0], [False])],
)
def test_a_key_that_counts_goes_on_from_where_it_was(ala: Person, said: list[int], taken: list[bool]) -> None:
    """Proves: L05."""
    key = Authenticator.objects.create(user=ala, type="webauthn", data={})

    assert [counted(key, 5, one) for one in said] == taken


def test_a_key_that_does_not_count_may_say_so_for_ever(ala: Person) -> None:
    key = Authenticator.objects.create(user=ala, type="webauthn", data={})

    assert [counted(key, 0, 0) for _ in range(3)] == [True, True, True]
