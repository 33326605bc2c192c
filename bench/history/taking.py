"""A program that takes a home's history along, part by part as a conversation does, and says what that took."""

import hashlib
import json
import resource
import sys
import time
from contextlib import closing
from pathlib import Path

from bench.history.filling import add
from ostoja.gateway.store.apps import App
from ostoja.gateway.store.database import open_database
from ostoja.gateway.store.holdings import part
from ostoja.protocol.holdings import Holdings, Scope
from ostoja.protocol.messages import read_from_gateway, write
from ostoja.protocol.tickets import Role

OWNER = App("app", b"k" * 32, "ala", Role.OWNER, "bench", 0, 0)


def main(folder: Path) -> None:
    """Take everything along; the rows are read back from the messages that they travelled in."""
    sums, rows, size, began = hashlib.sha256(), 0, 0, time.monotonic()
    mark: str | None = ""
    with closing(open_database(folder)) as database:
        while mark is not None:
            found = part(database, OWNER, Scope.HOME, mark)
            if found is None:
                raise LookupError(mark)
            message = write(Holdings("1", found.sheet.name, found.sheet.columns, found.rows, found.next))
            size += len(message)
            heard = read_from_gateway(message)
            if isinstance(heard, Holdings) and heard.sheet == "history":
                rows += len(heard.rows)
                for row in heard.rows:
                    add(sums, row)
            mark = found.next or None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB on Linux
    said = {"rows": rows, "sum": sums.hexdigest(), "sent": size, "peak_mib": peak / 1_024}
    json.dump(said | {"seconds": time.monotonic() - began}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
