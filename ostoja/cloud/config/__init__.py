"""How the office is put together: environment, settings, routes, checks, background work."""
