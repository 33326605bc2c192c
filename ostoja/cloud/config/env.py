"""The only reader of the environment: every variable typed, every mistake answered with a sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

SHORTEST_SECRET = 32
SHORTEST_TOKEN = 16
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
LANGUAGES = ("pl", "en")
POSTGRES_PORT = 5_432
SMTP_PORT = 587


class ConfigurationError(Exception):
    """A variable is missing or wrong; the text is a sentence for the operator."""


@dataclass(frozen=True)
class Mail:
    """How letters leave: Django's back-end and what it needs."""

    backend: str
    folder: Path | None = None
    host: str = ""
    port: int = SMTP_PORT
    user: str = ""
    password: str = ""
    starttls: bool = False


@dataclass(frozen=True)
class Environment:
    """What the operator decided.

    Shapes: ``origin`` and ``road`` are scheme, host and port, without a path.
    """

    var: Path
    secret: str
    origin: str
    road: str
    relay_token: str
    mail: Mail
    mail_from: str
    database: dict[str, Any]
    database_url: str
    keys_database: dict[str, Any]
    language: str
    demo: bool
    demo_token: str
    demo_owner: str
    adapters: tuple[str, ...]
    notice_addresses: dict[str, str]

    @property
    def host(self) -> str:
        """The name at which the office answers."""
        return urlsplit(self.origin).hostname or ""

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach the office by TLS; plain HTTP is for localhost alone."""
        return self.origin.startswith("https:")

    def cookie(self, name: str) -> str:
        """The name of a cookie; with TLS a prefix makes browsers refuse it from any other host or path.

        Source: RFC 6265bis, section 4.1.3.2.
        """
        return f"__Host-{name}" if self.is_secure else name


def read(environ: Mapping[str, str]) -> Environment:
    """What this environment says.

    Raises: ConfigurationError with a sentence, when something is missing or wrong.
    """
    variables = Variables(environ)
    var = Path(variables.text("OSTOJA_VAR", "var")).absolute()
    origin = _origin(variables)
    database_url = variables.text("OSTOJA_DATABASE", "")
    demo = variables.yes_or_no("OSTOJA_DEMO")
    if demo and urlsplit(origin).hostname not in LOOPBACK_HOSTS:
        raise ConfigurationError("OSTOJA_DEMO=yes is for http://localhost only: anybody with the link is the owner.")
    return Environment(
        var=var,
        secret=variables.secret("OSTOJA_SECRET_KEY", SHORTEST_SECRET),
        origin=origin,
        road=_road(variables, secure=origin.startswith("https:")),
        relay_token=variables.secret("OSTOJA_RELAY_TOKEN", SHORTEST_TOKEN),
        mail=_mail(variables),
        mail_from=variables.text("OSTOJA_MAIL_FROM", f"Ostoja <ostoja@{urlsplit(origin).hostname}>"),
        database=_database(database_url, var),
        database_url=database_url,
        keys_database=_keys_database(variables.text("OSTOJA_KEYS_DATABASE", ""), database_url, var),
        language=variables.one_of("OSTOJA_LANGUAGE", LANGUAGES, "en"),
        demo=demo,
        demo_token=variables.secret("OSTOJA_DEMO_TOKEN", SHORTEST_TOKEN) if demo else "",
        demo_owner=variables.text("OSTOJA_DEMO_OWNER", ""),
        adapters=tuple(variables.text("OSTOJA_ADAPTERS", "").split()),
        notice_addresses=dict(_notice_addresses(variables)),
    )


class Variables:
    """The environment's variables of ours, by their names."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def text(self, name: str, default: str | None = None) -> str:
        """The text of this variable.

        Raises: ConfigurationError when it is missing and has no default.
        """
        value = self._environ.get(name, "").strip()
        if value:
            return value
        if default is None:
            raise ConfigurationError(f"{name} is not set.")
        return default

    def yes_or_no(self, name: str) -> bool:
        """Whether this variable says yes; absent means no.

        Raises: ConfigurationError when it is neither.
        """
        return self.one_of(name, ("yes", "no"), "no") == "yes"

    def one_of(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """The word in this variable, one of these.

        Raises: ConfigurationError when it is another.
        """
        value = self.text(name, default)
        if value not in choices:
            raise ConfigurationError(f"{name} is {value!r}, but it must be one of: {', '.join(choices)}.")
        return value

    def secret(self, name: str, shortest: int) -> str:
        """The secret in this variable, or in the file that the variable with ``_FILE`` names.

        Raises: ConfigurationError when it is missing, unreadable or too short.
        """
        value = self.text(name, "")
        file = self.text(f"{name}_FILE", "")
        if value and file:
            raise ConfigurationError(f"Set {name} or {name}_FILE, not both.")
        if file:
            value = _content(f"{name}_FILE", Path(file))
        if not value:
            raise ConfigurationError(
                f"{name} is not set: without a secret there is no start. Make one with: openssl rand -base64 48"
            )
        if len(value) < shortest:
            raise ConfigurationError(f"{name} has {len(value)} characters; it needs at least {shortest}.")
        return value


def _notice_addresses(variables: Variables) -> Iterator[tuple[str, str]]:
    name = "OSTOJA_NOTICE_ADDRESSES"
    for pair in variables.text(name, "").split():
        recipient, _, address = pair.partition("=")
        parts = urlsplit(address)
        if not recipient or not parts.hostname or parts.scheme != "https":
            raise ConfigurationError(f"{name} has {pair!r}; each part must be recipient=https://host/path.")
        yield recipient, address


def _content(name: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        raise ConfigurationError(f"{name} names {str(file)!r}, which cannot be read: {wrong}.") from wrong


def _address(name: str, value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as wrong:
        raise ConfigurationError(f"{name} is {value!r}, which is not an address: {wrong}.") from wrong
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise ConfigurationError(f"{name} is {value!r}; it must be scheme, host and port, without a path.")
    return parts


def _origin(variables: Variables) -> str:
    value = variables.text("OSTOJA_ORIGIN")
    parts = _address("OSTOJA_ORIGIN", value)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname == "localhost"):
        return f"{parts.scheme}://{parts.netloc.lower()}"
    raise ConfigurationError(
        f"OSTOJA_ORIGIN is {value!r}; it must be https://your.host, or http://localhost:8000 on your own machine."
    )


def _road(variables: Variables, *, secure: bool) -> str:
    value = variables.text("OSTOJA_ROAD")
    parts = _address("OSTOJA_ROAD", value)
    if parts.scheme == "wss" or (parts.scheme == "ws" and parts.hostname in LOOPBACK_HOSTS and not secure):
        return f"{parts.scheme}://{parts.netloc.lower()}"
    raise ConfigurationError(
        f"OSTOJA_ROAD is {value!r}; it must be wss://your.relay, or ws://localhost:8001 beside a plain origin."
    )


def _keys_database(url: str, other: str, var: Path) -> dict[str, Any]:
    if url and url == other:
        raise ConfigurationError("OSTOJA_KEYS_DATABASE is OSTOJA_DATABASE: keys must not lie beside what they open.")
    if url:
        return _database(url, var, "OSTOJA_KEYS_DATABASE")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(var / "keys.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            # No log beside the file that would keep a page with a key, and what is deleted is overwritten.
            "init_command": "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        },
        "TEST": {"NAME": str(var / "test-keys.sqlite3")},
    }


def _database(url: str, var: Path, name: str = "OSTOJA_DATABASE") -> dict[str, Any]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(var / "ostoja.sqlite3"),
            "OPTIONS": {
                # A transaction that will write takes the lock at its start, so it never fails half way.
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
            },
            "TEST": {"NAME": str(var / "test.sqlite3")},
        }
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise ConfigurationError(f"{name} is not an address: {wrong}.") from wrong
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ConfigurationError(f"{name} starts with {parts.scheme!r}, not 'postgresql'.")
    if not parts.path.strip("/"):
        raise ConfigurationError(f"{name} names no database: postgresql://user:word@host/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or POSTGRES_PORT),
        # Each request has a thread of its own, so a connection kept longer would belong to nobody.
        "CONN_MAX_AGE": 0,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _mail(variables: Variables) -> Mail:
    value = variables.text("OSTOJA_MAIL", "console:")
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as wrong:
        raise ConfigurationError(f"OSTOJA_MAIL is not an address: {wrong}.") from wrong
    if parts.scheme == "console":
        return Mail("django.core.mail.backends.console.EmailBackend")
    if parts.scheme == "file" and parts.path:
        return Mail("django.core.mail.backends.filebased.EmailBackend", folder=Path(unquote(parts.path)))
    if parts.scheme == "smtp" and parts.hostname:
        options = Variables({"OSTOJA_MAIL?tls": dict(parse_qsl(parts.query)).get("tls", "yes")})
        return Mail(
            "django.core.mail.backends.smtp.EmailBackend",
            host=parts.hostname,
            port=port or SMTP_PORT,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            starttls=options.yes_or_no("OSTOJA_MAIL?tls"),
        )
    raise ConfigurationError("OSTOJA_MAIL must be console:, file:///folder or smtp://user:password@host:port?tls=yes.")
