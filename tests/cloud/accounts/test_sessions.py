from importlib import import_module

import pytest
from django.conf import settings
from django.http import HttpRequest

from ostoja.cloud.accounts.sessions import name_session, session_name
from ostoja.protocol.ids import is_id


@pytest.mark.django_db
def test_a_session_keeps_its_name_until_somebody_signs_in() -> None:
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()

    first = session_name(request)

    assert is_id(first)
    assert session_name(request) == first
    assert name_session(request) != first
