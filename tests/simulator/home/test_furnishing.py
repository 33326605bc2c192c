from ostoja.simulator.home.furnishing import Thing


def test_a_printed_object_shows_neither_its_name_nor_its_pin() -> None:
    printed = repr(Thing(id=3, type="satel_alarm", name="Sypialnia", pin="4321"))

    assert printed == "Thing(3, 'satel_alarm')"
