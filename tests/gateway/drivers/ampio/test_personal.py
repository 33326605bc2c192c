"""Proves: A023."""

import dataclasses

from ostoja.gateway.drivers.ampio import orders, pushes, rows
from ostoja.gateway.drivers.ampio.personal import ROWS, TOPICS
from ostoja.gateway.drivers.ampio.topics import Table, Topics
from ostoja.policy.taxonomy import TAXONOMY
from ostoja.privacy.declare import Personal

TOPIC = Topics("ostoja")


def words() -> set[str]:
    """The last words of every topic on which the gateway asks, hears or commands."""
    asked = {payload or topic.rpartition("/")[2] for topic, payload in map(TOPIC.ask, Table)}
    heard = {part for topic in TOPIC.filters() for part in topic.split("/")[3:]}
    return asked | heard | {TOPIC.command().rpartition("/")[2]}


def test_every_topic_says_what_travels_on_it() -> None:
    assert TOPICS.fields.keys() == words() - {"data", "ob", "+"}


def test_every_row_says_what_is_read_of_it() -> None:
    real = {
        name: {field.name for field in dataclasses.fields(shape)}
        for place in (rows, pushes, orders)
        for name, shape in vars(place).items()
        if dataclasses.is_dataclass(shape) and getattr(shape, "__module__", "") == place.__name__
    }
    made_of_others = {"Rows", "Shown"}

    assert {table.name: set(table.fields) for table in ROWS} == {
        name: fields for name, fields in real.items() if name not in made_of_others
    }


def test_every_category_is_one_of_the_policy() -> None:
    declarations = [said for table in (TOPICS, *ROWS) for said in table.fields.values()]

    assert all(said.category in TAXONOMY for said in declarations if isinstance(said, Personal))
