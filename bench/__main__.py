"""The measurements: ``python -m bench`` runs all of them, ``python -m bench road chain`` some."""

import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from bench import machine, report
from bench.benches import BENCHES, Bench
from bench.report import Report


def run(bench: Bench, folder: Path, now: datetime) -> Report:
    """Measure, and show and keep what was found."""
    click.echo(f"\n== {bench.title}")
    found = bench.measure()
    told = Report(bench.name, bench.title, machine.about(now), found, bench.rows(found))
    click.echo(report.table(told.rows))
    click.echo(f"kept in {report.write(told, folder)}")
    return told


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHES)))
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("bench-results"),
    show_default=True,
    help="Where JSON and Markdown go.",
)
def main(names: tuple[str, ...], folder: Path) -> None:
    """Measure, all or the benches of these names; a missed gate is said and ends in status 1."""
    # Told to end in whatever way, it ends the processes that it has started.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    missed = []
    for bench in (BENCHES[name] for name in names or BENCHES):
        told = run(bench, folder, datetime.now(UTC))
        missed += [f"{bench.name}: {what}" for what in bench.missed(told.found)]
    click.echo(f"\ntable for the README in {report.write_readme(folder, BENCHES)}")
    for what in missed:
        click.echo(f"below the gate: {what}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
