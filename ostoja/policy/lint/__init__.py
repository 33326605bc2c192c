"""What a policy must mean to be kept: each module finds one kind of fault."""
