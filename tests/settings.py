"""The settings of the tests: those of the product, under an environment of their own."""

import os
import tempfile

os.environ.setdefault("OSTOJA_SECRET_KEY", "a secret of the tests, long enough to pass for one: 0123456789abcdef")
os.environ.setdefault("OSTOJA_ORIGIN", "http://localhost:8000")
os.environ.setdefault("OSTOJA_ROAD", "ws://localhost:8001")
os.environ.setdefault("OSTOJA_RELAY_TOKEN", "a relay token of the tests")
os.environ.setdefault("OSTOJA_VAR", tempfile.mkdtemp(prefix="ostoja-tests-"))

from ostoja.cloud.config.settings import *  # noqa: F403

FAIL_ON_UNDECLARED_COOKIE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
