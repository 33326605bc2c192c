"""What the tables of promises hold about people."""

from ostoja.privacy.declare import Subject, Table, not_personal, personal
from ostoja.privacy.forgetting.reaches import Reach

ROW = not_personal("the number of a row, never shown")
PUBLIC = not_personal("a part of a public document")

TABLES = (
    Table(
        "policies.Publication",
        {
            "id": ROW,
            "hash": PUBLIC,
            "body": PUBLIC,
            "adapters": PUBLIC,
            "weight": PUBLIC,
            "approver": personal("sec.audit", Subject.STAFF),
            "published": PUBLIC,
            "effective": PUBLIC,
            "day": PUBLIC,
        },
        ends="never: every promise stays readable, and who approved it answers for it",
    ),
    Table(
        "policies.Page",
        {"id": ROW, "publication": PUBLIC, "kind": PUBLIC, "language": PUBLIC, "form": PUBLIC, "content": PUBLIC},
    ),
    Table(
        "policies.Told",
        {"id": ROW, "publication": PUBLIC, "person": personal("priv.consent"), "told": personal("priv.consent")},
        of=("person",),
    ),
)

REACHES = (Reach("policies.Told", {"R25": "told"}, of=("person",)),)
