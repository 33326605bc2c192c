"""Proves: A094."""

import socket

import pytest

from ostoja.gateway.link.receivers import (
    AddressError,
    GatekeeperError,
    PublicResolver,
    is_public,
    public_connector,
    read_receiver,
)


@pytest.mark.parametrize(
    "address",
    [
        "https://energia.example/in",
        "https://energia.example:8443/in?key=x#y",
        " https://93.184.215.14/in ",
        "https://[2606:2800:21f::1]/",
    ],
)
def test_anybody_whom_the_internet_knows_may_receive(address: str) -> None:
    receiver = read_receiver(" Energia ", address)

    assert receiver.name == "Energia"
    assert receiver.address.fragment == ""
    assert "energia" not in repr(receiver)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "energia.example",
        "http://energia.example/in",
        "ftp://energia.example/in",
        "https://",
        "https:///in",
        "https://ala:secret@energia.example/in",
        "https://energia.example:port/in",
        "https://energia.example/\nHost: x",
        "https://127.0.0.1/in",
        "https://10.0.0.8/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[fe80::1%25eth0]/",
        "https://[::ffff:192.168.1.1]/",
        "https://[fd00::1]/",
        "https://224.0.0.1/",
        "https://0.0.0.0/",
        "https://[::1",
    ],
)
def test_nothing_private_is_an_address_and_nothing_unsafe(address: str) -> None:
    with pytest.raises(AddressError):
        read_receiver("Energia", address)


@pytest.mark.parametrize("name", ["", "  ", "a\u202eb"])
def test_somebody_without_a_name_receives_nothing(name: str) -> None:
    with pytest.raises(AddressError):
        read_receiver(name, "https://energia.example/in")


def test_a_gatekeeper_receives_nothing() -> None:
    with pytest.raises(GatekeeperError):
        read_receiver("Drive", "https://www.googleapis.com/upload")


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433", "0177.0.0.1"])
async def test_no_name_leads_into_the_home(host: str) -> None:
    resolver = PublicResolver()

    with pytest.raises(OSError, match="no public address"):
        await resolver.resolve(host, 443, socket.AF_INET)
    await resolver.close()


async def test_a_public_address_is_found() -> None:
    [found] = await PublicResolver().resolve("93.184.215.14", 443, socket.AF_INET)

    assert found["host"] == "93.184.215.14"
    connector = public_connector()
    await connector.close()


@pytest.mark.parametrize("address", ["64:ff9b::7f00:1", "2002:7f00:1::", "::ffff:10.0.0.1"])
def test_an_address_within_an_address_counts(address: str) -> None:
    assert not is_public(address)
    assert is_public("64:ff9b::808:808")
