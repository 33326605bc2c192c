"""What the tables of people hold about them, those of the libraries too."""

from ostoja.privacy.declare import Table, not_personal, personal
from ostoja.privacy.forgetting.reaches import Reach

ROW = not_personal("the number of a row, never shown")

TABLES = (
    Table(
        "accounts.Person",
        {
            "id": ROW,
            "public": personal("acc.settings"),
            "email": personal("id.email"),
            "first_name": personal("id.first_name"),
            "last_name": personal("id.last_name"),
            "password": personal("acc.credentials"),
            "last_login": personal("sec.auth_log"),
            "language": personal("acc.locale"),
            "time_zone": personal("acc.locale"),
            "is_active": personal("acc.settings"),
            "joined": personal("acc.settings"),
            "closed": personal("acc.settings"),
            "seen": personal("acc.settings"),
            "warned": personal("acc.settings"),
        },
        of=("pk",),
    ),
    Table(
        "accounts.ClaimsFile",
        {
            "id": ROW,
            "public": not_personal("a random number, to which the seals are bound"),
            "person": personal("id.email"),
            "email": personal("id.email"),
            "first_name": personal("id.first_name"),
            "last_name": personal("id.last_name"),
        },
        of=("person",),
    ),
    Table(
        "account.EmailAddress",
        {
            "id": ROW,
            "user": personal("id.email"),
            "email": personal("id.email"),
            "verified": personal("acc.settings"),
            "primary": personal("acc.settings"),
        },
        of=("user",),
    ),
    Table(
        "account.EmailConfirmation",
        {
            "id": ROW,
            "email_address": personal("id.email"),
            "created": personal("acc.credentials"),
            "sent": personal("acc.credentials"),
            "key": personal("acc.credentials"),
        },
        of=("email_address__user",),
    ),
    Table(
        "contenttypes.ContentType",
        {
            "id": ROW,
            "app_label": not_personal("the name of a part of the program"),
            "model": not_personal("the name of a table"),
        },
    ),
    Table(
        "auth.Permission",
        {
            "id": ROW,
            "name": not_personal("what a right is called"),
            "content_type": not_personal("the table that a right is about"),
            "codename": not_personal("what a right is called in the program"),
        },
    ),
    Table(
        "auth.Group",
        {
            "id": ROW,
            "name": not_personal("the name of a set of rights; people are in none"),
            "permissions": not_personal("the rights of the set"),
        },
    ),
    Table(
        "auth.Group_permissions",
        {
            "id": ROW,
            "group": not_personal("a set of rights; people are in none"),
            "permission": not_personal("a right of the set"),
        },
    ),
)

# Of the address by which the person is known: a second one that waits for its code ends nobody's account.
UNCONFIRMED = (("emailaddress__primary", True), ("emailaddress__verified", False))

REACHES = (
    # The claims file: address and names, and nothing else of the account.
    Reach("accounts.Person", {"R01": "closed"}, of=("pk",)),
    Reach("accounts.Person", {"R03": "closed"}, ("password", "language", "time_zone", "seen", "warned"), of=("pk",)),
    Reach("accounts.Person", {"R28": "last_login"}, ("last_login",), of=("pk",)),
    Reach("accounts.Person", {"R40": "joined"}, only=UNCONFIRMED, of=("pk",)),
)
