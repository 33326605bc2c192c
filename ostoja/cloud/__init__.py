"""The office: people, homes and rights, on Django."""
