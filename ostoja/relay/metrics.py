"""The counters as Prometheus reads them; no name and no id is among them."""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from ostoja.privacy.declare import Table, not_personal
from ostoja.relay.counters import Counters
from ostoja.relay.feed import Feed

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

# By what the numbers are told apart.
LABELS = Table(
    "metrics",
    {
        "to": not_personal("an end of the road, app or gateway"),
        "reason": not_personal("why the relay closed a connection, one of a fixed list"),
    },
)


class RelayCollector(Collector):
    """Reads the plain integers when somebody asks, so that counting costs nothing meanwhile."""

    def __init__(self, counters: Counters, feed: Feed, connections: Callable[[], int]) -> None:
        self._counters = counters
        self._feed = feed
        self._connections = connections

    def collect(self) -> Iterator[Metric]:
        """Every family of numbers."""
        yield from self._traffic()
        yield from self._gauges()
        yield from self._totals()

    def _traffic(self) -> Iterator[Metric]:
        frames = CounterMetricFamily("ostoja_relay_frames", "Frames sent.", labels=["to"])
        size = CounterMetricFamily("ostoja_relay_bytes", "Bytes sent, WebSocket headers included.", labels=["to"])
        for end, side in (("app", self._counters.app_side), ("gateway", self._counters.gateway_side)):
            frames.add_metric([end], side.frames)
            size.add_metric([end], side.bytes)
        yield frames
        yield size

    def _gauges(self) -> Iterator[Metric]:
        counters, feed = self._counters, self._feed
        for name, text, value in (
            ("connections", "WebSocket connections, those not yet admitted too.", self._connections()),
            ("pending_apps", "Apps that have not shown a ticket.", counters.app_side.pending),
            ("pending_gateways", "Gateways that have not proved anything.", counters.gateway_side.pending),
            ("apps", "Admitted apps.", counters.apps),
            ("gateways", "Admitted gateways.", counters.gateways),
            ("channels", "Channels between an app and a gateway.", counters.channels),
            ("feed_live", "Whether the stream of revocations is there.", int(feed.is_live)),
            ("feed_silence_seconds", "Since the stream of revocations was last heard.", feed.silence),
        ):
            yield GaugeMetricFamily(f"ostoja_relay_{name}", text, value=value)

    def _totals(self) -> Iterator[Metric]:
        counters = self._counters
        for name, text, value in (
            ("channels_opened", "Channels opened.", counters.opened),
            ("pauses", "Channels paused because the app read too slowly.", counters.pauses),
            ("slowed", "Connections not read for a while because their home said too much.", counters.slowed),
            ("gateways_replaced", "Gateways whose place a newer connection took.", counters.replaced),
            ("strays", "Frames said on a channel that was over already.", counters.strays),
            ("revocations", "Revocations taken.", counters.revocations),
            ("revocations_refused", "Revocations that were not the cloud's.", self._feed.refused),
            ("struck", "Apps closed by a revocation.", counters.struck),
        ):
            yield CounterMetricFamily(f"ostoja_relay_{name}", text, value=value)
        closed = CounterMetricFamily("ostoja_relay_closed", "Connections closed by the relay.", labels=["reason"])
        for reason, count in counters.closed.items():
            closed.add_metric([reason.lower()], count)
        yield closed


def exposition(collector: RelayCollector) -> bytes:
    """The text that Prometheus reads."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(collector)
    return generate_latest(registry)
