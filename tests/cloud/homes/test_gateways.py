import re
from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.cloud.homes.gateways import CertificateBody, OfferBody, checked_key, shown_number
from ostoja.cloud.web.answers import RefusedError
from ostoja.protocol.codes import ALPHABET, NUMBER_LENGTH, new_code
from tests.cloud.cast import Gateway

NUMBER = re.compile(f"[{ALPHABET}]{{{NUMBER_LENGTH}}}")


@given(st.builds(new_code))
def test_a_number_is_taken_as_it_is_shown(code: object) -> None:
    number = getattr(code, "number", "")

    assert shown_number(number) == number


@given(st.text(max_size=14).filter(lambda typed: not NUMBER.fullmatch(typed)))
def test_anything_else_is_malformed_and_nothing_worse(typed: str) -> None:
    with pytest.raises(RefusedError) as told:
        shown_number(typed)

    assert told.value.status is HTTPStatus.BAD_REQUEST


def test_a_gateway_is_known_by_its_signature(gateway: Gateway) -> None:
    assert checked_key(OfferBody(**gateway.offer())) == gateway.key.public  # type: ignore[arg-type]  # as it travels
    assert checked_key(CertificateBody(**gateway.certificate())) == gateway.key.public  # type: ignore[arg-type]


@given(st.text(max_size=90), st.text(max_size=90))
def test_noise_is_no_gateway(key: str, signature: str) -> None:
    with pytest.raises(RefusedError):
        checked_key(CertificateBody(key, 1, signature))
