import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from django.test import RequestFactory

from ostoja.cloud.accounts.codes import CODES_OF_PAIR, limit_codes


def test_a_network_may_ask_for_so_many_codes_for_an_address(rf: RequestFactory) -> None:
    here, there = rf.post("/", REMOTE_ADDR="192.0.2.1"), rf.post("/", REMOTE_ADDR="192.0.2.2")
    for _ in range(CODES_OF_PAIR[0].most):
        limit_codes(here, "ala@example.org")

    with pytest.raises(ImmediateHttpResponse) as refused:
        limit_codes(here, "Ala@example.org")

    assert refused.value.response.status_code == 429
    limit_codes(here, "bartek@example.org")
    limit_codes(there, "ala@example.org")
