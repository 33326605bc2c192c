"""The second form: a code knows who made it, and an app by which code it came.

The table of codes is made anew rather than added to, so that every column keeps its comment.
"""

STATEMENTS = (
    """
    CREATE TABLE admission_2 (
        number TEXT PRIMARY KEY,     -- the public half of the code
        psk BLOB NOT NULL,           -- the key stretched from the code, 32 bytes; voided and ended codes lack it
        role TEXT NOT NULL,          -- owner or member: what the app may do
        member TEXT,                 -- public id of the member it admits; NULL: whoever brings the code
        claim INTEGER NOT NULL,      -- 1 while it is a claim code that no certificate has confirmed
        uses_left INTEGER NOT NULL,  -- how many apps it still admits
        failures INTEGER NOT NULL,   -- how many wrong secrets were tried with it
        made INTEGER NOT NULL,       -- when it was made, ms since 1970
        expires INTEGER NOT NULL,    -- when it ends, ms since 1970
        made_by_app TEXT,            -- id of the app that made it; NULL: made at the gateway itself
        made_by_member TEXT          -- public id of the member whose app that is; NULL with it
    ) STRICT
    """,
    "INSERT INTO admission_2 SELECT *, NULL, NULL FROM admission",
    "DROP TABLE admission",
    "ALTER TABLE admission_2 RENAME TO admission",
    """
    CREATE TABLE app_2 (
        id TEXT PRIMARY KEY,        -- the key id in hexadecimal: the first 8 bytes of the key's SHA-256
        key BLOB NOT NULL UNIQUE,   -- the app's public X25519 key, 32 bytes
        member TEXT NOT NULL,       -- public id of the member whose app it is
        role TEXT NOT NULL,         -- owner or member: what it may do
        label TEXT NOT NULL,        -- what the app calls itself in lists
        admitted INTEGER NOT NULL,  -- when it was admitted last, ms since 1970
        seen INTEGER NOT NULL,      -- when it came last, ms since 1970; 0 when it never came
        revoked INTEGER,            -- when the cloud took its member back, ms since 1970; NULL: never
        code TEXT                   -- number of the code that admitted it last; NULL: admitted before this was kept
    ) STRICT
    """,
    "INSERT INTO app_2 SELECT *, NULL FROM app",
    "DROP TABLE app",
    "ALTER TABLE app_2 RENAME TO app",
)
