"""Finds the drivers: a family is a folder with ``driver.py`` in which ``driver(access, clock)`` makes a ``Driver``."""

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from ostoja.gateway import drivers
from ostoja.gateway.house.clock import Clock
from ostoja.gateway.house.driver import Access, Driver


class UnknownFamilyError(LookupError):
    """There is no driver of this family."""


def families(folders: Iterable[str] = drivers.__path__) -> list[str]:
    """The names of the families in these folders, sorted."""
    return sorted({found.parent.name for folder in folders for found in Path(folder).glob("*/driver.py")})


def new_driver(family: str, access: Access, clock: Clock, *, package: str = drivers.__name__) -> Driver:
    """A driver of this family, not yet running.

    Raises: UnknownFamilyError when there is no such family.
    """
    where = importlib.import_module(package)
    if family not in families(where.__path__):
        raise UnknownFamilyError(family)
    module = importlib.import_module(f"{package}.{family}.driver")
    return cast("Driver", module.driver(access, clock))
