from ostoja.simulator.things.presence import AT_HOME, HOME_EMPTY, Presence


def test_presence_shows_its_code() -> None:
    presence = Presence()
    shown = [presence.shown()]
    presence.code = HOME_EMPTY
    shown.append(presence.shown())

    assert shown == [{"state": str(AT_HOME)}, {"state": "5"}]
