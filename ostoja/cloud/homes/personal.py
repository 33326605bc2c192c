"""What the tables of homes hold about people."""

from ostoja.privacy.declare import Table, not_personal, personal
from ostoja.privacy.forgetting.reaches import Reach, Time

ROW = not_personal("the number of a row, never shown")
MEMBERS = personal("home.members")
OF_A_HOME = not_personal("about a home's gateway, whoever lives there")
ORDER = personal("priv.request")
CLOCK = not_personal("when a code is good, whoever uses it")

TABLES = (
    Table(
        "homes.Installation",
        {"id": ROW, "public": MEMBERS, "name": MEMBERS, "made": MEMBERS},
        of=("memberships__person",),
        ends="with the last who leaves it",
    ),
    Table(
        "homes.Membership",
        {"id": ROW, "public": MEMBERS, "person": MEMBERS, "installation": MEMBERS, "role": MEMBERS, "joined": MEMBERS},
        of=("person",),
    ),
    Table(
        "homes.GatewayKey",
        {
            "id": ROW,
            "key": OF_A_HOME,
            "installation": OF_A_HOME,
            "claimed_by": MEMBERS,
            "claimed": MEMBERS,
            "certified": OF_A_HOME,
            "removed": OF_A_HOME,
        },
        of=("claimed_by__person",),
    ),
    Table(
        "homes.Offer",
        {
            "id": ROW,
            "number_hash": not_personal("a random number, hashed"),
            "key": OF_A_HOME,
            "made": CLOCK,
            "expires": CLOCK,
            "used": CLOCK,
            "attempts": not_personal("how often a code was tried, whoever did"),
        },
    ),
    Table(
        "homes.Attempt",
        {"id": ROW, "who_hash": personal("sec.auth_log"), "tried": personal("sec.auth_log")},
    ),
    Table(
        "homes.Invitation",
        {
            "id": ROW,
            "public": MEMBERS,
            "token_hash": not_personal("a random token, hashed"),
            "installation": MEMBERS,
            "invited_by": MEMBERS,
            "role": MEMBERS,
            "made": MEMBERS,
            "expires": CLOCK,
            "used": MEMBERS,
        },
        of=("invited_by__person",),
    ),
    Table(
        "homes.Revocation",
        {
            "id": ROW,
            "subject": not_personal("what kind of thing was taken back"),
            "about": personal("acc.session"),
            "not_before": personal("acc.session"),
            "token": personal("acc.session"),
            "made": personal("acc.session"),
        },
    ),
    Table(
        "homes.Erasure",
        {
            "id": ROW,
            "public": ORDER,
            "key": OF_A_HOME,
            "installation": ORDER,
            "member": ORDER,
            "person": ORDER,
            "whole": ORDER,
            "made": ORDER,
            "done": ORDER,
            "receipt": ORDER,
        },
        of=("person",),
    ),
    Table(
        "homes.LastChosen",
        {"id": ROW, "person": personal("home.last_installation"), "installation": personal("home.last_installation")},
        of=("person",),
    ),
)

REACHES = (
    Reach("homes.Membership", {"R03": "person__closed"}, of=("person",)),
    Reach("homes.LastChosen", {"R03": "person__closed"}, of=("person",)),
    Reach("homes.Invitation", {"R41": "expires"}, of=("invited_by__person",)),
    Reach("homes.Invitation", {"R41": "used"}, of=("invited_by__person",)),
    Reach("homes.Attempt", {"R28": "tried"}),
    Reach("homes.Revocation", {"R35": "made"}),
    # An order is a request that a home answers; who it was about is told for a while, that it was done for years.
    Reach("homes.Erasure", {"R31": "done"}, ("person", "installation", "member"), of=("person",), time=Time.EARLIER),
    Reach("homes.Erasure", {"R31": "done"}, of=("person",)),
    # A home that never came back for its orders is not waited for without end.
    Reach("homes.Erasure", {"R31": "made"}, of=("person",), time=Time.CAP),
)
