"""Repeatable chances."""

import random


def chance(seed: int = 0) -> random.Random:
    return random.Random(seed)  # noqa: S311 - a chance of the tests, no secret
