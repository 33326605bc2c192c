"""Claim: picture and sound of an intercom or camera are not stored."""

import re

from ostoja.policy.taxonomy import TAXONOMY
from ostoja.protocol import traits
from tests.claims.stored import TABLES, categories_in

MEDIA = re.compile("camera|image|audio|video|frame", re.IGNORECASE)


def test_no_table_of_the_cloud_or_of_a_home_holds_them() -> None:
    assert [table.name for table in TABLES if "home.media" in categories_in(table)] == []
    assert TAXONOMY["home.media"].never_stored


def test_no_value_of_a_device_is_a_picture_or_a_sound() -> None:
    named = {name.lower() for name in vars(traits)}

    assert {
        name for name in named if any(word in name for word in ("camera", "image", "audio", "video", "frame"))
    } == set()
