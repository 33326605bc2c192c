"""The sixth form: to whom the owners had the home give its data."""

STATEMENTS = (
    """
    CREATE TABLE delivery (
        id INTEGER PRIMARY KEY, -- its number
        receiver TEXT NOT NULL, -- who it is, in the owner's words
        host TEXT NOT NULL,     -- where they receive
        at INTEGER NOT NULL,    -- since when it goes, ms since 1970
        rows INTEGER NOT NULL,  -- how many rows were sent in the end
        outcome TEXT NOT NULL   -- going, taken, refused, unreachable, stopped
    ) STRICT
    """,
)
