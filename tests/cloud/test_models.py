"""What every table has in common."""

import re

import pytest
from django.apps import apps
from django.db.models import Model

OURS = [model for model in apps.get_models() if model.__module__.startswith("ostoja.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_row_shows_what_it_is_and_its_number_and_nothing_else(model: type[Model]) -> None:
    row = model(pk=7)

    assert re.fullmatch(r"[a-z ]+ (7|)", str(row))
