"""The link to the world: the office, the road, and the sealed sessions on it."""
