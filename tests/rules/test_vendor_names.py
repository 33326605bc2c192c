"""Templates and words name no company and no tool: that is for the policy, which says who receives something."""

import re

from ostoja.policy.shelf import SHIPPED, shipped
from tests.rules.code import PRODUCT, UI, VENDOR, name

# Labels of tools that are words of the language as well.
WORDS = {"Make", "Sign-in service", "Serwis logowania"}


def vendors() -> re.Pattern[str]:
    policies = [shipped(one) for one in SHIPPED]
    companies = {entry.name for policy in policies for entry in policy.recipients.values() if entry.name}
    labels = {text for policy in policies for tool in policy.tools.values() for text in (tool.label.pl, tool.label.en)}
    named = companies | {company.split()[0] for company in companies} | (labels - WORDS)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(named)))})(?!\w)")


VENDORS = vendors()


def test_no_template_and_no_catalogue_names_a_vendor() -> None:
    files = [*PRODUCT.rglob("*.html"), *PRODUCT.glob("cloud/*/templates/**/*.txt"), *UI.glob("texts/*.json")]
    named = [name(path) for path in files if VENDOR not in path.parents and VENDORS.search(path.read_text("utf-8"))]

    assert files
    assert named == []
