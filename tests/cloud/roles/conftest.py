from tests.cloud.rights.conftest import promise

__all__ = ["promise"]
