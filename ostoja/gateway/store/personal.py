"""What each column of the store holds about a person, or why it holds nothing."""

from ostoja.privacy.declare import Table, not_personal, personal

_ONE = not_personal("a constant: there is one row")

TABLES = (
    Table(
        "identity",
        {
            "only": _ONE,
            "private_key": not_personal("a key of the gateway, not of a person"),
            "made": not_personal("when the gateway was set up first"),
        },
    ),
    Table(
        "papers",
        {
            "only": _ONE,
            "certificate": personal("home.members"),
            "road": not_personal("an address of the operator"),
            "installation": not_personal("a random id of a building"),
            "owner": personal("home.members"),
            "issued": not_personal("when the cloud signed"),
            "expires": not_personal("when the certificate ends"),
        },
    ),
    Table(
        "cloud_key",
        {
            "kid": not_personal("the name of a key of the operator"),
            "key": not_personal("a public key of the operator"),
        },
    ),
    Table(
        "admission",
        {
            "number": not_personal("random"),
            "psk": not_personal("made from random bits"),
            "role": personal("home.members"),
            "member": personal("home.members"),
            "claim": not_personal("a step of setting up"),
            "uses_left": not_personal("a counter of the code"),
            "failures": not_personal("a counter of the code"),
            "made": not_personal("when the code was made"),
            "expires": not_personal("when the code ends"),
            "made_by_app": personal("acc.credentials"),
            "made_by_member": personal("home.members"),
            "profile": personal("home.members"),
        },
    ),
    Table(
        "app",
        {
            "id": personal("acc.credentials"),
            "key": personal("acc.credentials"),
            "member": personal("home.members"),
            "role": personal("home.members"),
            "label": personal("home.members"),
            "admitted": personal("home.members"),
            "seen": personal("acc.session"),
            "revoked": personal("home.members"),
            "code": personal("home.members"),
            "profile": personal("home.members"),
        },
    ),
    Table(
        "device",
        {
            "id": personal("home.topology"),
            "description": personal("home.topology"),
            "available": personal("home.topology"),
        },
    ),
    Table(
        "room",
        {
            "place": personal("home.topology"),
            "description": personal("home.topology"),
        },
    ),
    Table(
        "history",
        {
            "number": not_personal("its place in the table"),
            "at": personal("home.history"),
            "device": personal("home.history"),
            "trait": personal("home.history"),
            "value": personal("home.history"),
        },
    ),
    Table(
        "arrangement",
        {
            "member": personal("home.members"),
            "body": personal("acc.settings"),
            "at": personal("acc.settings"),
        },
    ),
    Table(
        "delivery",
        {
            "id": not_personal("the number of a row"),
            **dict.fromkeys(("receiver", "host", "at", "rows", "outcome"), personal("home.history")),
        },
    ),
    Table(
        "excerpt",
        dict.fromkeys(
            ("policy", "effective", "published", "zone", "history", "longest", "former"),
            not_personal("what the operator promises everybody"),
        ),
    ),
    Table(
        "erasure",
        {
            "id": personal("home.members"),
            "whole": personal("home.members"),
            "through": personal("home.members"),
            "done": personal("home.members"),
            "told": not_personal("whether the office has the receipt"),
        },
    ),
    Table(
        "proof",
        dict.fromkeys(
            ("number", "at", "body", "signature"),
            not_personal("that rows went, by which rule and how many; nobody's id"),
        ),
    ),
    Table("setting", {"name": not_personal("what is set"), "value": not_personal("how the home is set up")}),
)
