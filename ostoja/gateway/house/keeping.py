"""Work that goes on for as long as the gateway does, whatever befalls it."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from ostoja.ending import heed_cancellation
from ostoja.gateway.house.pauses import Pauses

log = logging.getLogger(__name__)

STEADY_SECONDS = 60.0  # Work that went well for so long is started again after the first pause.
FIRST_SECONDS, LONGEST_SECONDS = 1.0, 60.0


async def keep_going(name: str, work: Callable[[], Coroutine[Any, Any, None]], pauses: Pauses | None = None) -> None:
    """Run this work, and again after growing pauses when it fails, until it ends well or is cancelled."""
    pauses = pauses or Pauses(FIRST_SECONDS, LONGEST_SECONDS)
    time = asyncio.get_running_loop().time
    while True:
        began = time()
        try:
            await work()
        except Exception:
            # Whatever it is, the home must stay within reach; the trace is for who wrote it.
            log.exception("%s failed; starting it again", name)
        else:
            return
        heed_cancellation()
        if time() - began >= STEADY_SECONDS:
            pauses.reset()
        await asyncio.sleep(pauses.next())
