"""Proves: A023."""

import importlib
import pkgutil
from collections.abc import Iterator

import msgspec
import pytest

import ostoja.gateway
import ostoja.protocol
import ostoja.relay
from ostoja.privacy.surfaces import differences
from ostoja.protocol.errors import MessageError
from ostoja.protocol.messages import read_from_app, read_from_gateway
from ostoja.protocol.personal import MESSAGES

PLACES = (ostoja.protocol, ostoja.gateway, ostoja.relay)
# The office may tell a gateway more than it knows of yet, and the version is read before the language is known.
OPEN_TO_MORE = {
    "gateway.link.office.Orders",
    "gateway.link.office._OfferAnswer",
    "gateway.link.office._CertificateAnswer",
    "relay.admit._Versioned",
}
# What messages are made of; none of them travels.
BASES = {"_Said", "_Value", "_Do"}


def shapes() -> Iterator[tuple[str, type[msgspec.Struct]]]:
    for place in PLACES:
        for found in pkgutil.walk_packages(place.__path__, place.__name__ + "."):
            module = importlib.import_module(found.name)
            for name, shape in vars(module).items():
                if isinstance(shape, type) and issubclass(shape, msgspec.Struct) and shape.__module__ == found.name:
                    yield f"{found.name.removeprefix('ostoja.')}.{name}", shape


def test_every_field_of_every_message_is_declared_and_every_declaration_is_real() -> None:
    real = {name: shape.__struct_fields__ for name, shape in shapes() if name.rpartition(".")[2] not in BASES}

    assert differences("message", MESSAGES, real) == []


def test_a_message_with_an_unknown_field_is_refused() -> None:
    lenient = {name for name, shape in shapes() if not shape.__struct_config__.forbid_unknown_fields}

    assert lenient == OPEN_TO_MORE
    for read, text in (
        (read_from_app, b'{"m":"hello","nick":"A"}'),
        (read_from_gateway, b'{"m":"done","id":"1","x":1}'),
    ):
        with pytest.raises(MessageError):
            read(text)
