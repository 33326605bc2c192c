"""The first form of the store: who the gateway is, what the cloud said, who may enter, what the home has."""

STATEMENTS = (
    """
    CREATE TABLE identity (
        only INTEGER PRIMARY KEY CHECK (only = 1), -- there is one row
        private_key BLOB NOT NULL,                 -- the gateway's Ed25519 key, 32 bytes
        made INTEGER NOT NULL                      -- when it was made, ms since 1970
    ) STRICT
    """,
    """
    CREATE TABLE papers (
        only INTEGER PRIMARY KEY CHECK (only = 1), -- there is one row
        certificate TEXT NOT NULL,                 -- the certificate token as the cloud signed it
        road TEXT NOT NULL,                        -- the address at which the relay is dialled
        installation TEXT NOT NULL,                -- public id of the installation
        owner TEXT NOT NULL,                       -- public id of the member who claimed the gateway
        issued INTEGER NOT NULL,                   -- first instant of the certificate, s since 1970
        expires INTEGER NOT NULL                   -- last instant of the certificate, s since 1970
    ) STRICT
    """,
    """
    CREATE TABLE cloud_key (
        kid TEXT PRIMARY KEY,  -- the name under which the cloud publishes the key
        key TEXT NOT NULL      -- the cloud's public Ed25519 key, base64url
    ) STRICT
    """,
    """
    CREATE TABLE admission (
        number TEXT PRIMARY KEY,     -- the public half of the code
        psk BLOB NOT NULL,           -- the key stretched from the code, 32 bytes; voided and ended codes lack it
        role TEXT NOT NULL,          -- owner or member: what the app may do
        member TEXT,                 -- public id of the member it admits; NULL: whoever brings the code
        claim INTEGER NOT NULL,      -- 1 while it is a claim code that no certificate has confirmed
        uses_left INTEGER NOT NULL,  -- how many apps it still admits
        failures INTEGER NOT NULL,   -- how many wrong secrets were tried with it
        made INTEGER NOT NULL,       -- when it was made, ms since 1970
        expires INTEGER NOT NULL     -- when it ends, ms since 1970
    ) STRICT
    """,
    """
    CREATE TABLE app (
        id TEXT PRIMARY KEY,        -- the key id in hexadecimal: the first 8 bytes of the key's SHA-256
        key BLOB NOT NULL UNIQUE,   -- the app's public X25519 key, 32 bytes
        member TEXT NOT NULL,       -- public id of the member whose app it is
        role TEXT NOT NULL,         -- owner or member: what it may do
        label TEXT NOT NULL,        -- what the app calls itself in lists
        admitted INTEGER NOT NULL,  -- when it was admitted last, ms since 1970
        seen INTEGER NOT NULL,      -- when it came last, ms since 1970; 0 when it never came
        revoked INTEGER             -- when the cloud took its member back, ms since 1970; NULL: never
    ) STRICT
    """,
    """
    CREATE TABLE device (
        id TEXT PRIMARY KEY,         -- stable id: server key and object id
        description TEXT NOT NULL,   -- the device as JSON: name, kind, traits, rooms
        available INTEGER NOT NULL   -- 1 while the home lists it
    ) STRICT
    """,
    """
    CREATE TABLE room (
        place INTEGER PRIMARY KEY,  -- its place in the home's own order
        description TEXT NOT NULL   -- the room as JSON: id, name, parent
    ) STRICT
    """,
)
