"""Evidence that shows when somebody changed it: one hash chain for each kind of log, kept in the database."""
