"""The name of this part for Django, and the checks that tables, declarations and policy agree."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, Tags, register

from ostoja.cloud.config.columns import loose_fields, undeclared_columns
from ostoja.cloud.config.declared import TABLES, differences, endless
from ostoja.cloud.config.surfaces import form_problems, letter_problems
from ostoja.cloud.web.health import migrations_are_applied
from ostoja.policy.errors import PolicyProblemsError
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import operators, shipped
from ostoja.policy.words import Kept
from ostoja.privacy.agreement import disagreements


class ConfigConfig(AppConfig):
    """How the office is put together."""

    name = "ostoja.cloud.config"

    def ready(self) -> None:
        """Look at the declarations whenever Django checks itself."""
        register(every_field_is_declared, Tags.models)
        register(every_table_ends, Tags.models)
        register(tables_and_policy_agree, Tags.models)
        register(no_field_takes_any_key, Tags.models)
        register(forms_and_letters_are_declared, Tags.urls)
        register(databases_hold_what_is_declared, Tags.database)


def every_field_is_declared(**_: object) -> list[Error]:
    """Where tables and their declarations disagree, an error each."""
    return [Error(sentence, id="ostoja.E001") for sentence in differences()]


def every_table_ends(**_: object) -> list[Error]:
    """The tables about people that nothing ends, an error each."""
    return [Error(sentence, id="ostoja.E004") for sentence in endless()]


def tables_and_policy_agree(**_: object) -> list[Error]:
    """Where the tables hold what the policy does not say, or the policy says what no table holds, an error each."""
    try:
        found = written_policy()
    except PolicyProblemsError as wrong:
        return [Error(str(problem), id="ostoja.E003") for problem in wrong.problems]
    return [Error(sentence, id="ostoja.E002") for sentence in disagreements(found, TABLES, Kept.CLOUD)]


def no_field_takes_any_key(**_: object) -> list[Error]:
    """The fields in which anything could be kept, an error each."""
    return [Error(sentence, id="ostoja.E005") for sentence in loose_fields()]


def forms_and_letters_are_declared(**_: object) -> list[Error]:
    """Where forms and letters disagree with their declarations, an error each."""
    try:
        found = written_policy()
    except PolicyProblemsError:
        # Another check tells of it.
        return []
    return [Error(sentence, id="ostoja.E006") for sentence in form_problems(found) + letter_problems()]


def databases_hold_what_is_declared(databases: Sequence[str] | None = None, **_: object) -> list[Error]:
    """Where the databases' real columns are not the declared ones, an error each; an old shape is told elsewhere."""
    if not databases or not migrations_are_applied():
        return []
    return [Error(sentence, id="ostoja.E007") for alias in databases for sentence in undeclared_columns(alias)]


def written_policy() -> Policy:
    """The operator's policy, or the one that ships while there is none.

    Raises: PolicyProblemsError when it cannot be kept.
    """
    return operators(settings.POLICY_FOLDER) if settings.POLICY_FOLDER.exists() else shipped("default")
