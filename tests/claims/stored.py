"""What every store of the product is declared to hold."""

from ostoja.cloud.config.declared import TABLES as CLOUD
from ostoja.gateway.store.personal import TABLES as GATEWAY
from ostoja.privacy.declare import Personal, Table

TABLES = (*CLOUD, *GATEWAY)


def categories_in(table: Table) -> set[str]:
    """The categories of data that a table holds."""
    return {declared.category for declared in table.fields.values() if isinstance(declared, Personal)}
