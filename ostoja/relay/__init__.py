"""The road: carries sealed frames between apps and gateways, and opens none; no database."""
