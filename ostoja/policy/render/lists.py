"""Documents of one list each: cookies, and recipients with transfers."""

from ostoja.policy.render.blocks import SECTION, Block, Document, Heading
from ostoja.policy.render.drawings import others
from ostoja.policy.render.notice import marks
from ostoja.policy.render.scope import Scope
from ostoja.policy.words import Party


def cookie_table(scope: Scope) -> Document:
    """Every cookie and entry of the browser's storage, ours first."""
    blocks: list[Block] = []
    for party in Party:
        blocks.append(Heading(SECTION, scope.phrase(f"party.{party.value}"), f"cookies-{party.value}"))
        blocks.extend(others.cookies(scope, party))
    return Document(scope.phrase("cookies"), scope.language, marks(scope), blocks)


def recipient_list(scope: Scope) -> Document:
    """Everybody who receives data, and what lets them leave the European Economic Area."""
    blocks: list[Block] = [
        Heading(SECTION, scope.phrase("recipients"), "recipients"),
        *others.recipients(scope),
        Heading(SECTION, scope.phrase("transfer"), "transfers"),
        *others.transfers(scope),
    ]
    return Document(scope.phrase("recipients"), scope.language, marks(scope), blocks)
