import pytest

from ostoja.cloud.security.rules import recognition, vicinity


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_a_vicinity_is_too_large_to_point_at_a_line(address: str, near: str) -> None:
    assert vicinity(address) == near


def test_two_people_at_one_browser_are_recognised_apart() -> None:
    assert recognition("Ala", "secret") != recognition("Bartek", "secret")
    assert "secret" not in recognition("Ala", "secret")
