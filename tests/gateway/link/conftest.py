import pytest

from ostoja.gateway.store.database import Database
from tests.gateway.link.guest import Guest, Home
from tests.gateway.moving_clock import MovingClock


@pytest.fixture
def home(database: Database, clock: MovingClock) -> Home:
    Guest.last = 0
    return Home(database, clock)


@pytest.fixture
def ala(home: Home) -> Guest:
    """Ala's first app, admitted as owner and inside."""
    guest = Guest(home)
    guest.welcome(home.admission())
    return guest
