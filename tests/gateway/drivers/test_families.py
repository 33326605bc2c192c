import pytest

from ostoja.gateway.drivers.ampio.driver import AmpioDriver
from ostoja.gateway.drivers.families import UnknownFamilyError, families, new_driver
from ostoja.gateway.house.driver import Access
from tests.gateway.drivers import tiny_families
from tests.gateway.drivers.tiny_families.tiny.driver import TinyDriver
from tests.gateway.moving_clock import MovingClock

ACCESS = Access("127.0.0.1", 1, "ostoja", "a password", "ostoja-1")


def test_a_family_is_found_by_its_folder() -> None:
    assert families() == ["ampio"]
    assert families(tiny_families.__path__) == ["tiny"]


def test_a_driver_is_made_by_the_name_of_its_family(clock: MovingClock) -> None:
    assert isinstance(new_driver("ampio", ACCESS, clock), AmpioDriver)
    assert isinstance(new_driver("tiny", ACCESS, clock, package=tiny_families.__name__), TinyDriver)


def test_an_unknown_family_is_said_so(clock: MovingClock) -> None:
    with pytest.raises(UnknownFamilyError):
        new_driver("../ampio", ACCESS, clock)


def test_printing_an_access_shows_no_account_and_no_password() -> None:
    assert repr(ACCESS) == "Access(ostoja-1)"
