"""The eighth form: how each person likes to see the home."""

STATEMENTS = (
    """
    CREATE TABLE arrangement (
        member TEXT PRIMARY KEY, -- whose it is: the member's id
        body TEXT NOT NULL,      -- favourites, order and what is hidden, as JSON
        at INTEGER NOT NULL      -- when it was kept, ms since 1970
    ) STRICT
    """,
)
