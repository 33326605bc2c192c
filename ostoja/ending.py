"""Ending tasks for certain.

``asyncio.wait_for`` of Python 3.11 swallows a cancellation that comes in the same turn of the loop as the answer, and
libraries use it (https://github.com/python/cpython/issues/86296). A task that waits again afterwards would never end.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from typing import Any

AGAIN_SECONDS = 0.1


def heed_cancellation() -> None:
    """Nothing, unless somebody wants this task to end.

    Raises: asyncio.CancelledError when somebody does, even if a library has swallowed it.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def end(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel these tasks until they are over, whatever they end with."""
    waiting = {task for task in tasks if not task.done()}
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=AGAIN_SECONDS)
    await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.asynccontextmanager
async def beside(coroutine: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run this beside the block, and end it with the block."""
    task = asyncio.create_task(coroutine)
    try:
        yield
    finally:
        await end(task)
