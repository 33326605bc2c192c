"""What a package says beside the data: until when they stay, whence they come, and what a person may do."""

from ostoja.cloud.policies.queries import InForce
from ostoja.policy.render.blocks import Document
from ostoja.policy.render.drawings.people import authority, controller
from ostoja.policy.render.drawings.processing import how_long, rights
from ostoja.policy.render.html import page
from ostoja.policy.render.notice import marks
from ostoja.policy.text import Language


def retention(found: InForce) -> list[dict[str, object]]:
    """How long each category stays, in both languages."""
    said: list[dict[str, object]] = []
    for key, rule in found.scope(Language.EN).policy.retention.items():
        words = {language.value: how_long(found.scope(language), rule) for language in Language}
        starts = {language.value: found.scope(language).say(rule.starts) for language in Language}
        said.append({"rule": key, "categories": list(rule.categories), "kept": words, "from": starts})
    return said


def sources(found: InForce) -> dict[str, list[str]]:
    """Whence the data of each category come. Source: GDPR art. 15(1)(g)."""
    held = found.scope(Language.EN).policy.categories
    return {key: [source.value for source in entry.sources] for key, entry in held.items()}


def rights_page(found: InForce, language: Language) -> bytes:
    """The rights with whom to turn to, as a page."""
    scope = found.scope(language)
    blocks = [*rights(scope), *controller(scope), *authority(scope)]
    return page(Document(scope.phrase("right"), language, marks(scope), blocks)).encode()
