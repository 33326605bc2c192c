import ast

from ostoja.privacy.consent.minting import LIFETIME, grant
from tests.privacy.consent.purposes import NOW
from tests.rules.code import modules, name, tree


def test_a_grant_names_who_what_and_how_long() -> None:
    made = grant("ala", "app.weather", NOW)

    assert (made.subject, made.purpose, made.until) == ("ala", "app.weather", NOW + LIFETIME)


def test_nobody_else_makes_grants() -> None:
    made = {
        name(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Grant"
    }

    assert made == {"ostoja/privacy/consent/minting.py"}
