"""The command ``ostoja policy``, with what needs the office's database: publishing."""

import importlib.util

import click

from ostoja.policy.changes.classes import Class
from ostoja.policy.command import line_of, policy

__all__ = ["policy"]

CLASSES = {one.name.lower().replace("_", "-"): one for one in Class}


@policy.command()
@click.option("--approver", required=True, metavar="NAME", help="Who approves this version; kept beside it.")
@click.option(
    "--raise-to",
    type=click.Choice([*CLASSES]),
    default=next(iter(CLASSES)),
    help="Count the version as graver than its changes are; lighter is not possible.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would change for people, and from when on.")
def publish(approver: str, raise_to: str, *, dry_run: bool) -> None:
    """Publish the operator's policy. Until then the office does not open under it."""
    if importlib.util.find_spec("django") is None:
        raise click.ClickException("'ostoja policy publish' needs the office: pip install 'ostoja[cloud]'")
    from ostoja.cloud.command import prepare, refuse_without_migrations, sentences

    prepare()
    refuse_without_migrations()
    with sentences():
        for line in published(approver, CLASSES[raise_to], dry_run=dry_run):
            click.echo(line)


def published(approver: str, raised_to: Class, *, dry_run: bool) -> list[str]:
    """Publish what lies in the operator's folder; what changed and what came of it, a line each.

    Raises: click.ClickException with a sentence, when it may not be published.
    """
    from dataclasses import replace

    from django.conf import settings
    from django.utils import timezone

    from ostoja.cloud.policies.flows import PublishError, changes_to
    from ostoja.cloud.policies.flows import publish as publish_version
    from ostoja.cloud.policies.opening import UnpublishedError, draft_in

    try:
        draft = draft_in(settings.POLICY_FOLDER, settings.OSTOJA_ADAPTERS, demo=settings.OSTOJA_DEMO)
        draft = replace(draft, raised_to=raised_to)
        lines = [line_of(change) for change in changes_to(draft)]
        made = publish_version(draft, approver, timezone.now(), dry_run=dry_run)
    except (UnpublishedError, PublishError) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    weight = next(name for name, one in CLASSES.items() if one == made.weight)
    verb = "WOULD PUBLISH" if dry_run else "PUBLISHED"
    return [*lines, f"{verb} {made.hash} ({weight}), in force from {made.effective:%Y-%m-%d %H:%M %Z}"]
