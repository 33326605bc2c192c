import ast

from ostoja.privacy.consent.minting import LIFETIME, grant
from tests.privacy.consent.purposes import NOW
from tests.rules.code import modules, name, tree


def test_a_grant_names_who_what_and_how_long() -> None:
    made = grant("ala", "app.weather", NOW)

    assert (made.subject, made.purpose, made.until) == ("ala", "app.weather", NOW + LIFETIME)


def makes_grants(code: ast.Module) -> bool:
    calls = (node.func for node in ast.walk(code) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Name) and called.id == "Grant" for called in calls)


def test_nobody_else_makes_grants() -> None:
    assert {name(path) for path in modules() if makes_grants(tree(path))} == {"ostoja/privacy/consent/minting.py"}
