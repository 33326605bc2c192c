"""A program that writes rooms into a store until it is killed, and says after each transaction how many there are."""

import sys
from pathlib import Path

from ostoja.gateway.store.catalogue import keep_rooms, rooms
from ostoja.gateway.store.database import open_database
from ostoja.protocol.traits import Room


def main(folder: Path) -> None:
    database = open_database(folder)
    written = rooms(database)
    while True:
        written.append(Room(f"r{len(written)}", "a room"))
        if len(written) > 400:
            written = written[:1]
        keep_rooms(database, written)
        sys.stdout.write(f"{0 if len(written) == 1 else len(written)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
