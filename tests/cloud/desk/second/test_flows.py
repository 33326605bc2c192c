from allauth.mfa.models import Authenticator

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.queries import has_second
from ostoja.cloud.desk.second.flows import set_up, take_away
from tests.cloud.desk.people import SECRET, code


def test_a_second_factor_is_kept_sealed_with_ten_spare_codes(ala: Person) -> None:
    codes = set_up(ala, SECRET)

    assert has_second(ala)
    assert len(set(codes)) == 10
    assert SECRET not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_another_one_takes_the_place_of_the_first(ala: Person) -> None:
    set_up(ala, SECRET)
    set_up(ala, SECRET[::-1])

    assert Authenticator.objects.count() == 2
    assert len(code(ala)) == 6


def test_it_is_taken_away(ala: Person) -> None:
    set_up(ala, SECRET)

    assert take_away(ala)
    assert not take_away(ala)
    assert not has_second(ala)
