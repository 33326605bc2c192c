import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.policy.changes.changes import Change, changes_between, weight_of
from ostoja.policy.changes.classes import Class
from tests.policy.small import FILES, small, small_with

WEIGHTS = {"editorial": Class.EDITORIAL, "informational": Class.INFORMATIONAL}
WEIGHTS |= {"material": Class.MATERIAL, "consent": Class.CONSENT_BREAKING}
NEW_PURPOSE = """["app.ads"]
groups = ["user"]
label = { pl = "Reklama", en = "Advertising" }
basis = "6(1)(b)"
categories = ["id.email"]
fides = "marketing.advertising"
dpv = "dpv:Advertising"

["app.contract"]"""

NEW_RECIPIENT = """[printers]
label = { pl = "Drukarnie", en = "Printers" }
groups = ["user"]
role = "controller"
categories = ["id.email"]
purposes = ["app.claims"]
does = { pl = "drukują", en = "print" }

[advisers]"""


# A114.
@pytest.mark.parametrize(
    ("name", "old", "new", "weight"),
    [
        ("purposes.toml", 'en = "Contract"', 'en = "A contract"', "editorial"),
        ("definitions.toml", "the program", "a program", "editorial"),
        ("about.toml", '"2.1"', '"2.2"', "editorial"),
        ("controller.toml", "dane@", "prywatnosc@", "informational"),
        ("retention.toml", '"P6Y"', '"P5Y"', "informational"),
        ("purposes.toml", '"id.email", "acc.session"', '"acc.session"', "informational"),
        ("controller.toml", "Mała Spółka", "Inna Spółka", "material"),
        ("retention.toml", '"P6Y"', '"P7Y"', "material"),
        ("retention.toml", '"P5Y"\nrounding', '"P5Y"\n# ', "material"),
        ("retention.toml", 'groups = ["user"]', 'groups = ["user", "occupant"]', "material"),
        ("recipients.toml", '"US"', '"CN"', "material"),
        ("recipients.toml", "Cloudy Skies", "Clear Skies", "material"),
        ("recipients.toml", "[advisers]", NEW_RECIPIENT, "material"),
        ("purposes.toml", '["app.contract"]', NEW_PURPOSE, "material"),
        ("purposes.toml", '"6(1)(f)"', '"6(1)(b)"', "material"),
        ("tools.toml", '"website", "app"', '"website", "app", "mail"', "material"),
        ("cookies.toml", "names = {", 'names = { extra = "P1D",', "material"),
        ("categories.toml", '["person"]', '["person", "installer"]', "material"),
        ("rights.toml", 'article = "15"', 'article = "16"', "material"),
        ("claims.toml", "We do not store precise", "We seldom store precise", "material"),
        ("purposes.toml", "Show the weather?", "Show weather and advertising?", "consent"),
        ("purposes.toml", '["loc.coarse"]', '["loc.coarse", "id.email"]', "consent"),
        ("purposes.toml", 'basis = "6(1)(a)"', 'basis = "6(1)(b)"', "consent"),
        ("purposes.toml", 'gate = "consent"', 'profiling = true\ngate = "consent"', "consent"),
    ],
)
def test_a_change_has_its_class(name: str, old: str, new: str, weight: str) -> None:
    assert weight_of(changes_between(small(), small_with(name, old, new))) is WEIGHTS[weight]


def of_kind(name: str, text: str) -> list[Change]:
    return changes_between(small(), small_with(name, FILES[name].decode(), text))


def test_what_goes_is_told_with_its_class() -> None:
    without_access = FILES["rights.toml"].decode().split("\n\n", 1)[1]

    assert [
        (change.kind, change.key, change.after, change.weight) for change in of_kind("rights.toml", without_access)
    ] == [("rights", "access", None, Class.MATERIAL)]


def test_a_new_order_alone_is_editorial() -> None:
    turned = "\n\n".join(reversed(FILES["rights.toml"].decode().split("\n\n")))

    assert [(change.field, change.weight) for change in of_kind("rights.toml", turned)] == [("order", Class.EDITORIAL)]


def test_the_same_policy_has_no_changes() -> None:
    assert changes_between(small(), small()) == []
    assert weight_of([]) is Class.EDITORIAL


@given(st.lists(st.sampled_from(Class)), st.sampled_from(Class))
def test_people_raise_a_class_and_never_lower_it(weights: list[Class], raised_to: Class) -> None:
    changes = [Change("law", "vat", "url", "a", "b", weight) for weight in weights]

    assert weight_of(changes, raised_to) >= weight_of(changes)
    assert weight_of(changes, raised_to) >= raised_to
