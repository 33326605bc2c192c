from ostoja.simulator.mserv.manner import Firmware, Manner


def test_it_speaks_as_in_the_field_unless_told_otherwise() -> None:
    assert Manner() == Manner(Firmware.CURRENT, is_tidy=False, keeps_replies=False)
    assert Manner().is_current
    assert not Manner(Firmware("plain")).is_current
