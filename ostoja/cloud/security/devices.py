"""What browsers say of themselves, as two words; the whole sentence is kept nowhere."""

from dataclasses import dataclass

from django.http import HttpRequest
from ua_parser import parse

from ostoja.cloud.security.rules import vicinity
from ostoja.cloud.sessions.models import LONGEST_WORD

# A browser says it in less; whoever sends more wants our time.
LONGEST_SAID = 512


@dataclass(frozen=True)
class Device:
    """A browser, the system that it runs on, and roughly where it is; empty where nobody can tell."""

    browser: str = ""
    system: str = ""
    network: str = ""


def device_of(request: HttpRequest) -> Device:
    """What this request came from."""
    said = parse(str(request.META.get("HTTP_USER_AGENT", ""))[:LONGEST_SAID])
    browser = said.user_agent.family if said.user_agent else ""
    system = said.os.family if said.os else ""
    return Device(browser[:LONGEST_WORD], system[:LONGEST_WORD], vicinity(str(request.META.get("REMOTE_ADDR", ""))))
