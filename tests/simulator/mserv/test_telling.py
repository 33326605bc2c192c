import msgspec

from ostoja.simulator.access import Account
from ostoja.simulator.home.furnishing import Home
from ostoja.simulator.home.reading import flat, read_home
from ostoja.simulator.house import furnish
from ostoja.simulator.mserv.telling import Pace, Telling
from tests.simulator.chances import chance

NOW = 1_790_000_000.0
ALA = Account("ala", "x", 7, frozenset({28}))


def telling(home: Home, latency_s: float = 0.0) -> Telling:
    return Telling(home, furnish(home, chance(), NOW), (Account("admin", "admin", -1), ALA), Pace(latency_s))


def said(telling: Telling, now: float) -> list[str]:
    topics = []
    while (publication := telling.outbox.take(now)) is not None:
        topics.append(f"{publication.topic}{' retained' if publication.retain else ''}")
    return topics


def test_at_the_start_digests_info_and_the_raw_tree_stand_retained() -> None:
    one = telling(read_home(flat()))
    one.start(NOW)

    topics = said(one, NOW)

    assert all(topic.endswith(" retained") for topic in topics)
    assert {"ampio/fromDB/ala/md5/devices retained", "ampio/fromDB/ala/data/info retained"} <= set(topics)
    assert "ampio/from/CB8F/state/o/2 retained" in topics
    assert not any("/ob/" in topic for topic in topics)


def test_a_save_pushes_catalogue_digest_and_parameters_in_this_order() -> None:
    home = read_home(flat())
    one = telling(home, latency_s=0.1)
    one.start(NOW)
    said(one, NOW)
    rows = tuple(msgspec.structs.replace(row, name="Nowa") if row.id == 10 else row for row in home.objects)
    one.home = msgspec.structs.replace(home, objects=rows)

    one.saved(NOW)

    assert said(one, NOW + 0.9) == []
    assert [topic for topic in said(one, NOW + 1.1) if "/ala/" in topic] == [
        "ampio/fromDB/ala/data/devices",
        "ampio/fromDB/ala/md5/devices retained",
        "ampio/fromDB/ala/data/params_devices",
    ]


def test_without_latency_everything_is_at_once() -> None:
    assert (Pace(0.0).raw_s, Pace(0.0).reply_s, Pace(0.0).save_s) == (0.0, 0.0, 0.0)
    assert Pace(0.15).raw_s < Pace(0.15).latency_s
