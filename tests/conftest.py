from hypothesis import settings

from tests.browser import chromium, context

__all__ = ["chromium", "context"]

# The same cases every time: a test that fails has to fail for whoever looks next.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
