"""What machines obey: the hosts that pages may load from and that servers may reach."""

from collections.abc import Collection

from ostoja.policy.policy import Policy
from ostoja.policy.words import CookieCategory, Place


def hosts_of_pages(policy: Policy, agreed: Collection[CookieCategory]) -> tuple[str, ...]:
    """Hosts whose scripts a page of the public site may load for a visitor who agreed to these kinds.

    A tool that asks for no kind of cookie is no tool of the page.
    """
    tools = (tool for tool in policy.tools.values() if Place.WEBSITE in tool.places and tool.asks in agreed)
    return tuple(sorted({host for tool in tools for host in tool.hosts}))


def content_security_policy(policy: Policy, agreed: Collection[CookieCategory]) -> str:
    """The header of a page of the public site for this visitor.

    Source: W3C Content Security Policy Level 3.
    """
    others = "".join(f" https://{host}" for host in hosts_of_pages(policy, agreed))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self'{others}",
            f"connect-src 'self'{others}",
            f"img-src 'self' data:{others}",
            f"frame-src 'self'{others}" if others else "frame-src 'none'",
            "style-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def egress(policy: Policy) -> tuple[str, ...]:
    """Hosts that the operator's servers may reach: those of recipients."""
    return tuple(sorted({host for recipient in policy.recipients.values() for host in recipient.hosts}))
