import json

from ostoja.simulator.access import Account
from ostoja.simulator.home.furnishing import Server
from ostoja.simulator.mserv.wire import digest, reply, server_info, stamped, written


def test_json_is_dense_and_speaks_polish() -> None:
    assert written({"a": "ż", "b": [1, None]}) == '{"a":"ż","b":[1,null]}'.encode()


def test_a_catalogue_has_a_status_and_other_tables_have_none() -> None:
    assert json.loads(reply("devices", [])) == {"Status": 0, "List": []}
    assert json.loads(reply("groups", [{"id": 1}])) == {"List": [{"id": 1}]}


def test_a_digest_is_the_md5_of_the_reply() -> None:
    assert digest(b"") == b"d41d8cd98f00b204e9800998ecf8427e"


def test_a_state_is_stamped_in_milliseconds() -> None:
    assert stamped({"state": "0"}, 1_790_000_000.1234) == {"state": "0", "on": 1_790_000_000_123}


def test_the_server_tells_each_account_who_it_is() -> None:
    server = Server(mac=5, revision="409b")
    told = [
        json.loads(server_info(server, account, 1883))["Results"]
        for account in (Account("admin", "admin", -1), Account("ala", "x", 7))
    ]

    assert [one["userId"] for one in told] == [-1, 7]
    assert (told[0]["mac"], told[0]["serverRevision"]) == (5, "409b")
