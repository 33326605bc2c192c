from tests.cloud.conftest import office, policy

__all__ = ["office", "policy"]
