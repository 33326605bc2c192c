"""What the tables of the safety of accounts hold about people, and that of the library that keeps second factors."""

from ostoja.privacy.declare import Table, not_personal, personal
from ostoja.privacy.forgetting.reaches import Reach

ROW = not_personal("the number of a row, never shown")
LOG, SECRET = personal("sec.auth_log"), personal("acc.credentials")

TABLES = (
    Table(
        "security.Event",
        {"id": ROW, "person": LOG, "kind": LOG, "at": LOG, "browser": LOG, "system": LOG, "network": LOG},
        of=("person",),
    ),
    Table(
        "mfa.Authenticator",
        {"id": ROW, **dict.fromkeys(("user", "type", "data", "created_at", "last_used_at"), SECRET)},
        of=("user",),
    ),
    Table(
        "security.KnownBrowser",
        {
            "id": ROW,
            "person": personal("acc.session"),
            "recognition": SECRET,
            "used": personal("acc.session"),
        },
        of=("person",),
    ),
)

REACHES = (
    Reach("security.Event", {"R28": "at"}, of=("person",)),
    Reach("security.KnownBrowser", {"R35": "used"}, of=("person",)),
)
