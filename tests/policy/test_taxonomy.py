import json

import pytest

from ostoja.policy.shelf import SHIPPED, shipped
from ostoja.policy.taxonomy import TAXONOMY
from tests.rules.code import ROOT

FIDESLANG = json.loads((ROOT / "tests/schemas/fideslang-3.1.4.json").read_text())


def test_categories_have_a_subject_area_and_a_name() -> None:
    assert [key for key in TAXONOMY if len(key.split(".")) != 2] == []


def test_every_key_of_fideslang_exists() -> None:
    named = {entry.fides for entry in TAXONOMY.values() if entry.fides is not None}

    assert named - set(FIDESLANG["data_categories"]) == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_purpose_has_a_use_that_fideslang_knows(name: str) -> None:
    named = {purpose.fides for purpose in shipped(name).purposes.values()}

    assert named - set(FIDESLANG["data_uses"]) == set()


def test_labels_are_whole() -> None:
    labels = [entry.label for entry in TAXONOMY.values()]

    assert [label for label in labels if label.pl.count("(") != label.pl.count(")")] == []
