"""What people read and machines obey, drawn from a policy: the notice, records, tables and lists."""
