from ostoja.simulator.mserv.faults import Faults


def test_a_reply_is_lost_as_often_as_told() -> None:
    faults = Faults()
    faults.drop_reply("devices", times=2)

    assert [faults.loses("devices") for _ in range(3)] == [True, True, False]
    assert not faults.loses("states")


def test_a_malformed_reply_has_a_broken_row_and_one_that_is_none() -> None:
    faults = Faults()
    rows = [{"id": 5, "typ_komponentu": "led"}, {"id": 6, "typ_komponentu": "led"}]
    faults.malform_row("devices", times=1)

    assert faults.broken("devices", rows) == [{"id": "x5"}, rows[1], {}]
    assert faults.broken("devices", rows) == rows
    assert faults.broken("devices", []) == []


def test_healing_takes_every_fault_away() -> None:
    faults = Faults(stamp_jump_s=-60.0)
    faults.drop_reply("devices")
    faults.malform_row("devices")
    faults.delay_reply("devices", 3.0)
    faults.mute(10)
    faults.deafen(10)
    assert (faults.delay_s("devices"), faults.is_mute(10), faults.is_deaf(10)) == (3.0, True, True)

    faults.heal()

    assert (faults.stamp_jump_s, faults.delay_s("devices"), faults.loses("devices")) == (0.0, 0.0, False)
    assert (faults.is_mute(10), faults.is_deaf(10)) == (False, False)
