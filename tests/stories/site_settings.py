"""The settings of the product for stories of the public site: a host with domains above it, and stand-ins for tools."""

import json
import os

from ostoja.cloud.config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["localhost", os.environ["OSTOJA_TEST_SITE"]]
STAND_INS = {recipient: tuple(hosts) for recipient, hosts in json.loads(os.environ["OSTOJA_TEST_STAND_INS"]).items()}
