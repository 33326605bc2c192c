import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.gateway.drivers.ampio.topics import Digest, Live, Reply, Table, Topics

TOPICS = Topics("ostoja")


def test_it_asks_as_the_server_wants_it() -> None:
    assert TOPICS.ask(Table.INFO) == ("ampio/control/ostoja/info", "")
    assert TOPICS.ask(Table.STATES) == ("ampio/control/ostoja/states", "")
    assert TOPICS.ask(Table.PARAMS) == ("ampio/control/ostoja/data", "params_devices")
    assert TOPICS.command() == "ampio/control/ostoja/api"


@pytest.mark.parametrize(
    ("topic", "heard"),
    [
        ("ampio/fromDB/ostoja/data/devices", Reply(Table.DEVICES)),
        ("ampio/fromDB/ostoja/md5/groups", Digest(Table.GROUPS)),
        ("ampio/fromDB/ostoja/ob/17/state", Live(17)),
        ("ampio/fromDB/ostoja/data/icons", None),
        ("ampio/fromDB/other/data/devices", None),
        ("ampio/fromDB/ostoja/ob/x/state", None),
        ("ampio/control/ostoja/api", None),
    ],
)
def test_a_topic_says_what_is_heard_on_it(topic: str, heard: object) -> None:
    assert TOPICS.read(topic) == heard


@given(st.text())
def test_any_topic_is_read_or_passed_over(tail: str) -> None:
    TOPICS.read(f"ampio/fromDB/ostoja/{tail}")


def test_every_table_is_subscribed_to() -> None:
    assert {f"ampio/fromDB/ostoja/data/{table.value}" for table in Table} < set(TOPICS.filters())
