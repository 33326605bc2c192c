"""A link by which another controller fetches a person's portable data, once. Source: GDPR art. 20(2)."""
