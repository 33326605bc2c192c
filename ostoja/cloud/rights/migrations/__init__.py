"""The register of requests, step by step."""
