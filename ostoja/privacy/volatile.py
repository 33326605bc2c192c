"""A value that may be asked and nothing else: not printed, compared, copied, stored or sent.

Source: precise positions are evaluated and dropped, GDPR art. 5(1)(c) and 25.
"""

from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from typing import Any, Generic, NoReturn, TypeVar

Value = TypeVar("Value")
# A yes or no, or a word of a closed set: too little to carry a position out.
Answer = TypeVar("Answer", bound=bool | Enum)


class VolatileError(TypeError):
    """Somebody tried to keep, show or send what may only be asked."""


def refuse(*_: object, **__: object) -> NoReturn:
    """What every way out leads to.

    Raises: VolatileError always.
    """
    raise VolatileError("this value is asked and dropped")


class Volatile(Generic[Value]):
    """A value that answers questions; whatever would let it out raises VolatileError."""

    __slots__ = ("_ask",)

    def __init__(self, value: Value) -> None:
        # Held by a closure: a crash report that lists attributes finds a function and no value.
        self._ask: Callable[[Callable[[Value], Any]], Any] = lambda question: question(value)

    def ask(self, question: Callable[[Value], Answer]) -> Answer:
        """The answer to a question about the value.

        Raises: VolatileError when the answer is more than yes, no or a word of a closed set, or the question fails.
        """
        answer: Answer | None = None
        # What a question raises has the value in its message or in its frames; it is told outside of them.
        with suppress(Exception):
            answer = self._ask(question)
        if not isinstance(answer, bool | Enum):
            refuse()
        return answer

    __repr__ = __str__ = __format__ = __bytes__ = refuse
    __copy__ = __deepcopy__ = __reduce__ = __reduce_ex__ = __getstate__ = refuse
    __iter__ = __len__ = __getitem__ = __contains__ = __float__ = __int__ = __index__ = refuse
    # A comparison would measure the value, a hash would recognise it.
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = __bool__ = refuse
