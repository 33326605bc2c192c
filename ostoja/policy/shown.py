"""The lists that a section of the notice may show; the renderer has one drawing for each."""

SHOWN = frozenset(
    {
        "authority",
        "backups",
        "categories",
        "collection",
        "controller",
        "cookies.first",
        "cookies.third",
        "definitions",
        "groups",
        "law",
        "provision",
        "purposes",
        "recipients",
        "retention",
        "rights",
        "tools",
        "transfers",
    }
)
