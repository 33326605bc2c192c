"""The accounts and rights of an M-SERV in the words of mosquitto's dynamic-security plugin.

Stock access lists grant every subscription and only filter delivery; the plugin answers 128, as the M-SERV does. The
defaults of Debian's 2.0.11 are not to be relied on, so every role of a standard account denies first and allows after.
"""

import base64
import hashlib
import json
import secrets
from typing import Any

from ostoja.simulator.access import Account, control_topics, own_topics

SERVICE = "mserv"
ITERATIONS = 101  # mosquitto's own number; the passwords live as long as the process.
DENIED_FIRST = 1
ALLOWED_AFTER = 10


def security_file(accounts: tuple[Account, ...], service_password: str) -> str:
    """The plugin's configuration for these accounts and the server's own.

    Source: observed in the file that ``mosquitto_ctrl dynsec init`` of mosquitto 2.0.11 writes.
    """
    everything = [
        _rule("publishClientSend", "#", DENIED_FIRST),
        _rule("publishClientReceive", "#", DENIED_FIRST),
        _rule("subscribePattern", "#", DENIED_FIRST),
    ]
    roles = [{"rolename": SERVICE, "acls": everything}]
    roles += [{"rolename": one.name, "acls": everything if one.is_admin else _standard(one.name)} for one in accounts]
    clients = [_client(SERVICE, service_password)] + [_client(one.name, one.password) for one in accounts]
    kinds = ("publishClientSend", "publishClientReceive", "subscribe", "unsubscribe")
    defaults = {kind: kind == "unsubscribe" for kind in kinds}
    return json.dumps({"defaultACLAccess": defaults, "clients": clients, "groups": [], "roles": roles})


def _standard(name: str) -> list[dict[str, Any]]:
    hears = [_rule("publishClientReceive", topic, ALLOWED_AFTER) for topic in own_topics(name)]
    return [
        _rule("publishClientReceive", "#", DENIED_FIRST, allow=False),
        *hears,
        _rule("subscribePattern", f"ampio/fromDB/{name}/#", ALLOWED_AFTER),
        _rule("subscribeLiteral", "#", ALLOWED_AFTER),
        _rule("publishClientSend", control_topics(name), ALLOWED_AFTER),
    ]


def _rule(kind: str, topic: str, priority: int, *, allow: bool = True) -> dict[str, Any]:
    return {"acltype": kind, "topic": topic, "priority": priority, "allow": allow}


def _client(name: str, password: str) -> dict[str, Any]:
    salt = secrets.token_bytes(12)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ITERATIONS)
    return {
        "username": name,
        "password": base64.b64encode(digest).decode(),
        "salt": base64.b64encode(salt).decode(),
        "iterations": ITERATIONS,
        "roles": [{"rolename": name}],
    }
