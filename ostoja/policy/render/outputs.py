"""Every kind of output by its name, in the formats that it has."""

from collections.abc import Collection

from ostoja.policy.errors import PolicyError
from ostoja.policy.render.blocks import Document
from ostoja.policy.render.doors import content_security_policy, egress
from ostoja.policy.render.html import page
from ostoja.policy.render.jsonld import jsonld
from ostoja.policy.render.lists import cookie_table, recipient_list
from ostoja.policy.render.logs import log_rotation
from ostoja.policy.render.notice import notice
from ostoja.policy.render.plain import plain
from ostoja.policy.render.record import record
from ostoja.policy.render.scope import Scope
from ostoja.policy.words import CookieCategory

DOCUMENTS = ("notice", "record", "cookies", "recipients")
KINDS = (*DOCUMENTS, "jsonld", "csp", "egress", "logrotate")
FORMATS = ("text", "html", "pdf")


def output(scope: Scope, kind: str, form: str, proved: Collection[str]) -> bytes:
    """What a kind is in a format; linked data and lists for machines have a form of their own and take ``text`` alone.

    Raises: PolicyError when the policy cannot be drawn so; KeyError for a kind that there is not.
    """
    if kind not in DOCUMENTS and form != "text":
        raise PolicyError(f"{kind!r} has a form of its own; leave the format out")
    if kind == "jsonld":
        return jsonld(scope.policy)
    if kind == "csp":
        return f"{content_security_policy(scope.policy, tuple(CookieCategory))}\n".encode()
    if kind == "egress":
        return "".join(f"{host}\n" for host in egress(scope.policy)).encode()
    if kind == "logrotate":
        return log_rotation(scope.policy).encode()
    return formatted(document(scope, kind, proved), form)


def document(scope: Scope, kind: str, proved: Collection[str]) -> Document:
    """A document by its kind.

    Raises: PolicyError when the policy cannot be drawn so; KeyError for a kind that there is not.
    """
    drawings = {"record": record, "cookies": cookie_table, "recipients": recipient_list}
    return notice(scope, proved) if kind == "notice" else drawings[kind](scope)


def formatted(drawn: Document, form: str) -> bytes:
    """A document in a format; a home's gateway has no library for PDF, so that one is asked for late.

    Raises: PolicyError when that library is not installed.
    """
    if form == "pdf":
        try:
            from ostoja.policy.render.pdf import pdf
        except ModuleNotFoundError as wrong:
            raise PolicyError("PDF needs 'reportlab'; install it with: pip install 'ostoja[cloud]'") from wrong
        return pdf(drawn)
    return (page(drawn) if form == "html" else plain(drawn)).encode()
