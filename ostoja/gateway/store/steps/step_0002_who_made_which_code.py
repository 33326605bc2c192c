"""The second form: a code knows who made it, and an app by which code it came."""

STATEMENTS = (
    "ALTER TABLE admission ADD COLUMN made_by_app TEXT /* id of the app that made it; NULL: made at the gateway */",
    "ALTER TABLE admission ADD COLUMN made_by_member TEXT /* public id of the member with that app; NULL with it */",
    "ALTER TABLE app ADD COLUMN code TEXT /* number of the code that admitted it last; NULL: before this was kept */",
)
