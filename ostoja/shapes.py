"""The shapes of everything that is read from outside, learned before there are threads."""

from collections.abc import Iterator

import msgspec


def learn_shapes() -> set[type[msgspec.Struct]]:
    """Have msgspec look at every struct that is defined by now; which those are.

    It looks at a struct when it first reads one, and is not done for a moment in which another thread that reads the
    same struct ends the process. Whoever begins threads calls this before, with its modules imported.
    """
    shapes = set(_below(msgspec.Struct))
    for shape in shapes:
        msgspec.json.Decoder(shape)
    return shapes


def _below(parent: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for child in parent.__subclasses__():
        yield child
        yield from _below(child)
