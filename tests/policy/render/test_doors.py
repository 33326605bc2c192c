from ostoja.policy.adapters import with_adapters
from ostoja.policy.render.doors import content_security_policy, egress, hosts_of_pages
from ostoja.policy.words import CookieCategory
from tests.policy.small import small, small_with

AGREED = (CookieCategory.NECESSARY, CookieCategory.FUNCTIONAL)


def test_a_page_loads_from_others_only_what_its_visitor_agreed_to() -> None:
    assert hosts_of_pages(small(), AGREED) == ("sky.weather.example",)
    assert hosts_of_pages(small(), ()) == ()


def test_a_tool_that_runs_elsewhere_or_asks_for_nothing_is_no_tool_of_a_page() -> None:
    assert hosts_of_pages(small_with("tools.toml", '"website", "app"', '"app"'), AGREED) == ()
    assert hosts_of_pages(small_with("tools.toml", "asks =", "# "), AGREED) == ()


def test_the_header_names_the_hosts_of_what_was_agreed_to() -> None:
    header = content_security_policy(small(), AGREED)

    assert "script-src 'self' https://sky.weather.example;" in header
    assert "frame-src 'self' https://sky.weather.example;" in header


def test_without_consent_nothing_but_our_own_is_loaded() -> None:
    header = content_security_policy(small(), ())

    assert "https://" not in header
    assert header.startswith("default-src 'none'; script-src 'self'; ")
    assert "frame-src 'none'" in header


def test_servers_reach_the_hosts_of_recipients_that_are_on() -> None:
    assert egress(small()) == ("api.weather.example",)
    assert egress(with_adapters(small(), ())) == ()
