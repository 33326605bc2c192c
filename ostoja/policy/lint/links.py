"""Addresses that lead nowhere."""

import re
from collections.abc import Iterator

from ostoja.policy.errors import Problem
from ostoja.policy.policy import Policy

HOST = re.compile(r"(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
LINK = re.compile(rf"https://{HOST.pattern}(?:/\S*)?")


def faults(policy: Policy) -> Iterator[Problem]:
    """Links that are no addresses of the web, named recipients and tools that have none, hosts that are none."""
    for key, recipient in policy.recipients.items():
        yield from of_one("recipients.toml", key, recipient.url, needed=recipient.name is not None)
        yield from of_hosts("recipients.toml", key, recipient.hosts)
    for key, tool in policy.tools.items():
        yield from of_one("tools.toml", key, tool.url, needed=True)
        yield from of_hosts("tools.toml", key, tool.hosts)
    for key, law in policy.law.items():
        yield from of_one("law.toml", key, law.url, needed=True)
    yield from of_one("controller.toml", "authority", policy.controller.authority.url, needed=True)


def of_one(file: str, key: str, url: str | None, *, needed: bool) -> Iterator[Problem]:
    """A problem when an address is missing or is none that a browser opens safely."""
    if url is None and needed:
        yield Problem(file, f"{key}.url", "needs a link to its own information")
    if url is not None and not LINK.fullmatch(url):
        yield Problem(file, f"{key}.url", f"{url!r} is not an https address")


def of_hosts(file: str, key: str, hosts: tuple[str, ...]) -> Iterator[Problem]:
    """Names that are no hosts; in a header of a page such a name could allow anything."""
    for number, host in enumerate(hosts):
        if not HOST.fullmatch(host):
            yield Problem(file, f"{key}.hosts[{number}]", f"{host!r} is not the name of a host")
