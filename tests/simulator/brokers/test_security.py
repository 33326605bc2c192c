import json

from ostoja.simulator.access import Account
from ostoja.simulator.brokers.security import security_file


def test_the_file_names_every_account_and_no_password() -> None:
    text = security_file((Account("admin", "tajne-a", -1), Account("ala", "tajne-b", 7)), "tajne-c")

    assert "tajne" not in text
    assert [client["username"] for client in json.loads(text)["clients"]] == ["mserv", "admin", "ala"]


def test_a_standard_account_is_denied_everything_before_it_is_allowed_its_own() -> None:
    rules = json.loads(security_file((Account("ala", "x", 7),), "y"))["roles"][1]["acls"]

    denied = [rule for rule in rules if not rule["allow"]]
    assert [(rule["acltype"], rule["topic"]) for rule in denied] == [("publishClientReceive", "#")]
    assert all(rule["priority"] > denied[0]["priority"] for rule in rules if rule["allow"])
