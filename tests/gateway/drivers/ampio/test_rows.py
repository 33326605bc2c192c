import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.gateway.drivers.ampio import rows
from ostoja.gateway.drivers.ampio.rows import Leaf, ReplyError
from tests.gateway.drivers.ampio.replies import info, params, row, table

READERS = [rows.objects, rows.params, rows.groups, rows.scenes, rows.memberships]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_a_row_is_read_whole() -> None:
    read = rows.objects(table(row(10, "led", type="257", format="%.1f %%", min="5", max="")))

    one = read.rows[10]
    assert (one.type, one.matter, one.name, one.low, one.high) == ("led", "257", "Object 10", 5.0, None)
    assert one.leaf == Leaf(0xCB8F, 257, 2, 10)


@pytest.mark.parametrize(
    "spoiled", [{}, 5, None, {"id": "x"}, {"id": 0}, {"id": -4}, {"id": 3, "typ_komponentu": None}]
)
def test_one_bad_row_costs_that_row_only(spoiled: object) -> None:
    read = rows.objects(table(row(1, "led"), spoiled, row(2, "led")))

    assert (list(read.rows), read.bad) == ([1, 2], 1)


def test_an_id_that_comes_twice_is_a_bad_row() -> None:
    read = rows.objects(table(row(1, "led"), row(1, "flaga")))

    assert (read.rows[1].type, read.bad) == ("led", 1)


@pytest.mark.parametrize("leaf", [None, "", "0_x_1_1_1", "0_1_2", 5])
def test_a_leaf_that_is_none_costs_nothing(leaf: object) -> None:
    assert rows.objects(table(row(1, "led", leafId=leaf))).rows[1].leaf is None


def test_params_know_their_bits() -> None:
    read = rows.params(table(params(1, (1 << 37) | 0b1010000), params(2, 1 << 15, czas="30", url="kWh")))

    assert (read.rows[1].hidden, read.rows[1].read_only, read.rows[1].bell) == (True, True, False)
    assert (read.rows[2].bell, read.rows[2].pulse, read.rows[2].unit) == (True, 30, "kWh")


def test_memberships_keep_their_order_and_count_what_is_bad() -> None:
    pairs = [(2, 10), (1, 10), (2, 10), (1, 11)]

    read = rows.memberships(table(*({"id_grupy": group, "id_obiektu": one} for group, one in pairs), {"id_grupy": 1}))

    assert (read.rows, read.bad) == ({10: (1, 2), 11: (1,)}, 1)


def test_scenes_keep_their_actions_without_a_pin() -> None:
    actions = [{"action": "set/10/turnOn", "delay": 0}, {"action": "set/7/arm/1234"}]

    scene = rows.scenes(table({"id": 1, "Actions": actions})).rows[1]

    assert scene.actions == ("set/10/turnOn", "set/7/arm")
    assert "arm" not in repr(scene)


@pytest.mark.parametrize("actions", [3, None, [None], [{"action": 5}], [{}], [{"action": "set/1/turnOn", "delay": 5}]])
def test_what_a_scene_does_later_or_nobody_can_read_is_blank(actions: object) -> None:
    assert rows.scenes(table({"id": 1, "Actions": actions})).rows[1].actions == ("",)


def test_the_server_is_its_mac() -> None:
    assert rows.server(info("171")) == 171
    for wrong in (b"{}", b"[]", info(None), b'{"Results": 5}'):
        with pytest.raises(ReplyError):
            rows.server(wrong)


@pytest.mark.parametrize(
    "payload", [b"", b"[]", b"{}", b'{"List": 5}', b'{"List": [], "Status": 1}', b"\xff", b"[" * 100_000]
)
@pytest.mark.parametrize("read", READERS)
def test_what_is_no_table_is_refused(read: object, payload: bytes) -> None:
    assert callable(read)
    with pytest.raises(ReplyError):
        read(payload)


def test_a_table_has_a_largest_size() -> None:
    with pytest.raises(ReplyError):
        rows.objects(b" " * (rows.LARGEST_REPLY + 1))


@given(st.binary() | st.lists(JSON, max_size=6).map(lambda found: table(*found)))
def test_noise_raises_nothing_but_a_reply_error(payload: bytes) -> None:
    for read in READERS:
        try:
            read(payload)
        except ReplyError:
            continue


def test_a_table_has_room_for_ten_thousand_rows_and_the_others_are_counted() -> None:
    read = rows.objects(table(*(row(id_, "flaga") for id_ in range(1, rows.MOST_ROWS + 4))))

    assert (len(read.rows), read.bad) == (10_000, 3)
    assert max(read.rows) == 10_000


def test_one_object_in_very_many_groups_is_read_in_good_time() -> None:
    groups = [{"id_obiektu": 1, "id_grupy": group} for group in (*range(60_000), 0)]

    read = rows.memberships(table(*groups))

    assert read.rows[1] == (*range(1, 60_000), 0)
