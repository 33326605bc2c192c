"""When what is to be forgotten: from the policy's rules and the tables' declarations to a plan, and no further."""
