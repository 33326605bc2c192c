from pathlib import Path

import pytest

from ostoja.cloud.config.env import ConfigurationError, Environment, read

GOOD = {
    "OSTOJA_SECRET_KEY": "s" * 40,
    "OSTOJA_ORIGIN": "https://home.example",
    "OSTOJA_ROAD": "wss://road.example",
    "OSTOJA_RELAY_TOKEN": "t" * 20,
}


def env(**changed: str) -> Environment:
    return read(GOOD | {f"OSTOJA_{name}": value for name, value in changed.items()})


def test_production_is_the_default() -> None:
    found = env()

    assert found.is_secure
    assert found.host == "home.example"
    assert found.language == "en"
    assert not found.demo
    assert found.adapters == ()
    assert found.mail.backend.endswith("console.EmailBackend")
    assert found.database["ENGINE"] == "django.db.backends.sqlite3"
    assert found.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_adapters_are_named_with_spaces_between() -> None:
    assert env(ADAPTERS=" weather  push ").adapters == ("weather", "push")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SECRET_KEY": ""}, "OSTOJA_SECRET_KEY is not set: without a secret there is no start"),
        ({"SECRET_KEY": "short"}, "OSTOJA_SECRET_KEY has 5 characters; it needs at least 32"),
        ({"SECRET_KEY_FILE": "/somewhere"}, "not both"),
        ({"SECRET_KEY": "", "SECRET_KEY_FILE": "/nowhere/at/all"}, "cannot be read"),
        ({"RELAY_TOKEN": ""}, "OSTOJA_RELAY_TOKEN is not set"),
        ({"ORIGIN": ""}, "OSTOJA_ORIGIN is not set."),
        ({"ORIGIN": "http://home.example"}, "must be https://your.host"),
        ({"ORIGIN": "http://127.0.0.1:8000"}, "must be https://your.host"),
        ({"ORIGIN": "https://home.example/path"}, "without a path"),
        ({"ORIGIN": "https://home.example:port"}, "is not an address"),
        ({"ROAD": ""}, "OSTOJA_ROAD is not set."),
        ({"ROAD": "https://road.example"}, "must be wss://your.relay"),
        ({"ROAD": "ws://localhost:8001"}, "must be wss://your.relay"),
        ({"ROAD": "wss://who@road.example"}, "without a path"),
        ({"DATABASE": "mysql://host/name"}, "starts with 'mysql', not 'postgresql'"),
        ({"DATABASE": "postgresql://host"}, "names no database"),
        ({"DATABASE": "postgresql://host:port/name"}, "OSTOJA_DATABASE is not an address"),
        ({"KEYS_DATABASE": "mysql://host/name"}, "OSTOJA_KEYS_DATABASE starts with 'mysql'"),
        ({"DATABASE": "postgresql://h/n", "KEYS_DATABASE": "postgresql://h/n"}, "keys must not lie beside"),
        ({"MAIL": "pigeon://loft"}, "OSTOJA_MAIL must be"),
        ({"MAIL": "smtp://host:port"}, "OSTOJA_MAIL is not an address"),
        ({"MAIL": "smtp://host?tls=perhaps"}, "must be one of: yes, no"),
        ({"LANGUAGE": "de"}, "must be one of: pl, en"),
        ({"DEMO": "perhaps"}, "must be one of: yes, no"),
        ({"DEMO": "yes"}, "for http://localhost only"),
    ],
)
def test_every_mistake_gives_a_sentence(changed: dict[str, str], sentence: str) -> None:
    with pytest.raises(ConfigurationError, match=sentence.replace("?", r"\?").replace("(", r"\(")):
        env(**changed)


def test_recipients_hear_of_changes_at_their_addresses() -> None:
    assert env().notice_addresses == {}

    found = env(NOTICE_ADDRESSES="courier=https://courier.example/changes  accountant=https://books.example:8443/a?b=c")

    assert found.notice_addresses == {
        "courier": "https://courier.example/changes",
        "accountant": "https://books.example:8443/a?b=c",
    }


@pytest.mark.parametrize("typed", ["courier", "courier=http://courier.example/", "=https://courier.example/", "a=b"])
def test_an_address_without_a_recipient_or_without_tls_is_refused(typed: str) -> None:
    with pytest.raises(ConfigurationError, match="OSTOJA_NOTICE_ADDRESSES"):
        env(NOTICE_ADDRESSES=typed)


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("f" * 40 + "\n")

    assert env(SECRET_KEY="", SECRET_KEY_FILE=str(file)).secret == "f" * 40


def test_a_demo_has_a_token_and_a_plain_road_beside_a_plain_origin() -> None:
    found = env(ORIGIN="http://localhost:8000", ROAD="ws://localhost:8001", DEMO="yes", DEMO_TOKEN="d" * 20)

    assert found.demo_token == "d" * 20
    assert not found.is_secure
    assert found.road == "ws://localhost:8001"


def test_postgresql_is_read_with_its_options() -> None:
    database = env(DATABASE="postgresql://ostoja:w%40rd@db.example:5433/office?sslmode=require").database

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"]) == ("ostoja", "w@rd")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", "5433", "office")
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_mail_goes_to_a_folder_or_a_server() -> None:
    assert env(MAIL="file:///var/mail/ostoja").mail.folder == Path("/var/mail/ostoja")

    server = env(MAIL="smtp://who:w%3Ard@mail.example:2525?tls=no").mail
    assert (server.host, server.port, server.user, server.password) == ("mail.example", 2525, "who", "w:rd")
    assert not server.starttls
    assert env(MAIL="smtp://mail.example").mail.starttls


def test_cookies_are_bound_to_the_host_where_there_is_tls() -> None:
    assert env().cookie("ostoja_session") == "__Host-ostoja_session"
    plain = env(ORIGIN="http://localhost:8000", ROAD="ws://localhost:8001")
    assert plain.cookie("ostoja_session") == "ostoja_session"
