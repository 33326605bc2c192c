"""The name of this part for Django, and the check that no field goes undeclared."""

from django.apps import AppConfig
from django.core.checks import Error, Tags, register

from ostoja.cloud.config.declared import differences


class ConfigConfig(AppConfig):
    """How the office is put together."""

    name = "ostoja.cloud.config"

    def ready(self) -> None:
        """Look at the declarations whenever Django checks itself."""
        register(every_field_is_declared, Tags.models)


def every_field_is_declared(**_: object) -> list[Error]:
    """Where tables and their declarations disagree, an error each."""
    return [Error(sentence, id="ostoja.E001") for sentence in differences()]
