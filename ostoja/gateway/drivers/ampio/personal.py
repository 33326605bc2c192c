"""What the gateway hears from an M-SERV and says to it, and what of that it reads about people.

The server is somebody else's: what else stands in its answers is not read, and so is neither kept nor passed on.
"""

from ostoja.privacy.declare import Table, not_personal, personal

STATE, TOPOLOGY, COMMAND = personal("home.state"), personal("home.topology"), personal("home.commands")
CREDENTIAL = personal("acc.credentials")
NUMBER = not_personal("how a kind of object is built, the same in every home")

# By the words of the topics; the account of the gateway on the server stands in each.
TOPICS = Table(
    "topics",
    {
        "info": not_personal("the version of the server"),
        "states": STATE,
        "devices": TOPOLOGY,
        "params_devices": TOPOLOGY,
        "groups": TOPOLOGY,
        "group_devices": TOPOLOGY,
        "scenes": TOPOLOGY,
        "md5": not_personal("a sum that says whether to ask again"),
        "state": STATE,
        "api": COMMAND,
    },
)

ROWS: tuple[Table, ...] = (
    Table(
        "ObjectRow",
        {
            **dict.fromkeys(("id", "leaf", "name", "hidden"), TOPOLOGY),
            **dict.fromkeys(("type", "meaning", "matter", "format", "low", "high"), NUMBER),
        },
    ),
    Table("ParamsRow", dict.fromkeys(("hidden", "read_only", "bell", "pulse", "unit"), TOPOLOGY)),
    Table("GroupRow", dict.fromkeys(("id", "parent", "name"), TOPOLOGY)),
    Table("SceneRow", dict.fromkeys(("id", "group", "name", "actions"), TOPOLOGY)),
    Table("Leaf", dict.fromkeys(("module", "channel_class", "sub", "io"), TOPOLOGY)),
    Table("Push", dict.fromkeys(("on", "state", "block", "slats", "cooling", "mode", "measured", "target"), STATE)),
    # An order to an alarm has a PIN in its verb.
    Table(
        "Order",
        {
            "verb": CREDENTIAL,
            **dict.fromkeys(("echo", "patience", "fresh", "moved", "taken"), not_personal("how the answer is known")),
        },
    ),
)
