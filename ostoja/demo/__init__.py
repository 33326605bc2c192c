"""Every place on one machine, for a first look: real parts, made-up secrets, loopback only."""
