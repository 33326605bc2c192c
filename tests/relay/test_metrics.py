from prometheus_client.parser import text_string_to_metric_families

from ostoja.relay.counters import Counters
from ostoja.relay.feed import Feed
from ostoja.relay.keys import Keys
from ostoja.relay.metrics import LABELS, RelayCollector, exposition
from tests.doubles.office import Signer
from tests.relay.doubles import TurnedClock
from tests.relay.test_feed import ScriptedOffice


async def test_every_number_is_shown_and_nobody_is_named() -> None:
    counters = Counters(apps=3, pauses=2)
    counters.app_side.frames = 7
    counters.closed["BAD_TICKET"] = 4
    office, clock = ScriptedOffice(Signer()), TurnedClock()
    feed = Feed(office, Keys(office, clock), lambda _revocation, _token: None, clock)
    clock.pass_by(9)

    text = exposition(RelayCollector(counters, feed, lambda: 5)).decode()

    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    labels = {name for family in text_string_to_metric_families(text) for one in family.samples for name in one.labels}
    assert labels == LABELS.fields.keys()
    assert samples["ostoja_relay_frames_total", "app"] == 7
    assert samples["ostoja_relay_closed_total", "bad_ticket"] == 4
    assert samples[("ostoja_relay_apps",)] == 3
    assert samples[("ostoja_relay_pauses_total",)] == 2
    assert samples[("ostoja_relay_connections",)] == 5
    assert samples[("ostoja_relay_feed_silence_seconds",)] == 9
