import json

import msgspec
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from ostoja.cloud.web.answers import RefusedError, answer, body_of, by_method


class Body(msgspec.Struct, forbid_unknown_fields=True):
    """A body."""

    name: str


def read(request: HttpRequest) -> HttpResponse:
    return answer({"name": body_of(request, Body).name})


VIEW = by_method(post=read, get=lambda _: answer({}))


def post(content: bytes) -> HttpResponse:
    return VIEW(RequestFactory().post("/", content, content_type="application/json"))


def test_a_body_of_the_right_shape_is_read() -> None:
    assert json.loads(post(b'{"name": "Dom"}').content) == {"name": "Dom"}


@given(st.binary(max_size=200).filter(lambda noise: b"name" not in noise))
def test_noise_is_malformed_and_nothing_else(noise: bytes) -> None:
    refused = post(noise)

    assert refused.status_code == 400
    assert json.loads(refused.content) == {"error": "malformed"}


@pytest.mark.parametrize("body", [b'{"name": 1}', b'{"name": "a", "more": 1}', b"[]", b'{"name": "\xff"}'])
def test_another_shape_is_malformed(body: bytes) -> None:
    assert post(body).status_code == 400


def test_a_large_body_is_too_large() -> None:
    assert post(b'{"name": "' + b"a" * 20_000 + b'"}').status_code == 413


def test_another_method_is_told_which_there_are() -> None:
    refused = VIEW(RequestFactory().delete("/"))

    assert refused.status_code == 405
    assert refused.headers["Allow"] == "POST, GET"
    assert VIEW(RequestFactory().head("/")).status_code == 200


def test_a_refusal_says_its_word() -> None:
    assert str(RefusedError(400, "malformed")) == "malformed"  # type: ignore[arg-type]  # any status will do here
