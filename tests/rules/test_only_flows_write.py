"""Tables of the cloud are written in flows, in erasers, and nowhere else."""

import ast

from tests.rules.code import PRODUCT, modules, name, tree

WRITERS = {
    "save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete",
    "asave", "acreate", "adelete", "aupdate", "abulk_create", "aget_or_create", "aupdate_or_create",
}  # fmt: skip
ALLOWED = {"flows.py", "personal.py"}
FRAMEWORK = {
    # The library's adapter is where it lets us write what it has made.
    "ostoja/cloud/accounts/adapter.py",
    "ostoja/cloud/accounts/models.py",
    # What the library of sessions writes through, and the row that it is given to write.
    "ostoja/cloud/sessions/models.py",
    "ostoja/cloud/sessions/store.py",
    # A ledger's rows refuse to be written twice, and that refusal ends in the library's own save.
    "ostoja/cloud/consents/models.py",
    # What forgets knows tables by their declarations alone.
    "ostoja/cloud/retention/executor.py",
}


def test_only_flows_write() -> None:
    written = [
        f"{name(path)}:{node.lineno} .{node.func.attr}()"
        for path in modules(PRODUCT / "cloud")
        if path.name not in ALLOWED and name(path) not in FRAMEWORK
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITERS
    ]

    assert written == []
