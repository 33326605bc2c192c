"""The name of this part for Django, and the checks that tables, declarations and policy agree."""

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, Tags, register

from ostoja.cloud.config.declared import TABLES, differences
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
        register(tables_and_policy_agree, Tags.models)


def every_field_is_declared(**_: object) -> list[Error]:
    """Where tables and their declarations disagree, an error each."""
    return [Error(sentence, id="ostoja.E001") for sentence in differences()]


def tables_and_policy_agree(**_: object) -> list[Error]:
    """Where the tables hold what the policy does not say, or the policy says what no table holds, an error each."""
    try:
        found = written_policy()
    except PolicyProblemsError as wrong:
        return [Error(str(problem), id="ostoja.E003") for problem in wrong.problems]
    return [Error(sentence, id="ostoja.E002") for sentence in disagreements(found, TABLES, Kept.CLOUD)]


def written_policy() -> Policy:
    """The operator's policy, or the one that ships while there is none.

    Raises: PolicyProblemsError when it cannot be kept.
    """
    return operators(settings.POLICY_FOLDER) if settings.POLICY_FOLDER.exists() else shipped("default")
