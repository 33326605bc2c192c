"""The office, so that its promises can be broken."""

from tests.cloud.conftest import office, policy, promise

__all__ = ["office", "policy", "promise"]
