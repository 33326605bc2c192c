from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.policy.errors import PolicyError, PolicyProblemsError
from ostoja.policy.policy import KINDS, SINGLES
from ostoja.policy.reader import entries_in, read, single
from ostoja.policy.taxonomy import TAXONOMY, Category
from tests.policy.small import FILES, changed, problems, small


def refusal(files: dict[str, bytes]) -> str:
    with pytest.raises(PolicyProblemsError) as wrong:
        read(files)
    return str(wrong.value)


def test_entries_keep_the_order_in_which_they_were_written() -> None:
    assert list(small().purposes)[:2] == ["app.contract", "app.claims"]
    assert small().controller.registers[0].name == "KRS"


def test_kinds_without_entries_need_no_file() -> None:
    assert read({"about.toml": FILES["about.toml"], "controller.toml": FILES["controller.toml"]}).purposes == {}


def test_the_document_and_the_controller_are_never_missing() -> None:
    assert refusal({}) == "about.toml: the file is missing\ncontroller.toml: the file is missing"


def test_a_file_of_an_unknown_kind_is_named() -> None:
    assert refusal({**FILES, "vendors.toml": b""}) == "vendors.toml: no kind of entry has this name"


# A001: file, key path and reason, and the line.
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("law.toml", "url =", "url = 1\nurl =", "law.toml:4: Cannot overwrite a value"),
        ("law.toml", "[vat]", "[vat]\n[vat]", "law.toml:2: Cannot declare ('vat',) twice"),
        ("law.toml", "review = 2027-06-01", "review = 2027-02-30", "law.toml:4: Invalid date or datetime"),
        ("law.toml", "review = 2027-06-01\n", "review = ", "law.toml:4: Invalid value"),
        ("law.toml", "review =", "seen =", "law.toml:1: vat: Object contains unknown field `seen`"),
        ("law.toml", "2027-06-01", '"soon"', "law.toml:4: vat.review: Invalid RFC3339"),
        ("groups.toml", ', en = "Users"', "", "groups.toml:2: user.label: Object missing required field `en`"),
        ("groups.toml", '"Users"', '" "', "groups.toml:2: user.label.en: is empty"),
        ("groups.toml", '"Users"', "7", "groups.toml:2: user.label.en: Expected `str`, got `int`"),
        ("groups.toml", "[user]", '["two words"]', "groups.toml:1: two words: an id has only letters"),
        ("categories.toml", '["user", "occupant"]', "[]", "categories.toml:2: id.email.groups: Expected `array`"),
        ("tools.toml", '"website", "app"', '"moon"', "tools.toml:4: sky.places[0]: Invalid enum value 'moon'"),
        ("controller.toml", '"KRS", number', '"KRS", no', "controller.toml:8: registers[0]: Object contains unknown"),
        ("about.toml", "2026-11-01", "26", "about.toml:4: published: Expected `date`, got `int`"),
        ("purposes.toml", '"6(1)(b)"', '"7"', "purposes.toml:4: app.contract.basis: Invalid enum value '7'"),
        ("rights.toml", "[access]", "access = 4\n[more]", "rights.toml:1: access: Expected `object`, got `int`"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_key_and_reason(name: str, old: str, new: str, said: str) -> None:
    told = problems(name, old, new)

    assert any(problem.startswith(said) for problem in told), told


def test_a_file_that_ends_too_early_is_wrong_at_its_last_line() -> None:
    assert refusal({**FILES, "law.toml": FILES["law.toml"] + b"\n\nx"}).startswith("law.toml:7: Expected '='")


def test_a_file_that_is_not_text_is_refused() -> None:
    assert refusal({**FILES, "law.toml": b"ab\xff"}) == "law.toml: not UTF-8 at byte 2"


@pytest.mark.parametrize("content", [b"x = " + b"[" * 100_000, b"x = " + b"1" * 10_000])
def test_the_limits_of_the_parser_are_no_crash(content: bytes) -> None:
    assert refusal({**FILES, "law.toml": content}).startswith("law.toml: is nested too deeply or has too long a number")


def test_an_id_with_a_dot_that_lacks_quotes_is_explained() -> None:
    told = problems("categories.toml", '["id.email"]', "[id.email]")

    assert any('stands in quotes: ["id.email"]' in problem for problem in told), told


def test_a_key_with_a_line_break_is_told_too() -> None:
    assert problems("law.toml", "review =", '"a\\nb" = 1\nreview =')[0].startswith("law.toml:1: vat: Object contains")


def test_every_problem_is_told_at_once() -> None:
    files = changed("law.toml", "review =", "seen =", changed("groups.toml", '"Users"', '""'))

    assert [line.split(":")[0] for line in refusal(files).splitlines()] == ["groups.toml", "law.toml"]


# The kinds whose entries have dates, lists, tables within tables and sets of words.
EDITED = st.sampled_from(["controller.toml", "cookies.toml", "purposes.toml", "sections.toml"])


def read_one(name: str, content: bytes) -> object:
    kind = name.removesuffix(".toml")
    return single(name, content, SINGLES[kind]) if kind in SINGLES else entries_in(name, content, KINDS[kind])


@given(EDITED, st.binary(max_size=300))
def test_noise_is_a_policy_error(name: str, noise: bytes) -> None:
    with suppress(PolicyError):
        read_one(name, noise)


@given(EDITED, st.data(), st.binary(max_size=6), st.integers(0, 12))
def test_random_edits_are_entries_or_a_policy_error(name: str, data: st.DataObject, put: bytes, cut: int) -> None:
    content = FILES[name]
    at = data.draw(st.integers(0, len(content)))

    with suppress(PolicyError):
        read_one(name, content[:at] + put + content[at + cut :])


def test_a_taxonomy_is_read_by_the_same_rules() -> None:
    assert TAXONOMY["id.email"].fides == "user.contact.email"
    with pytest.raises(PolicyProblemsError, match=r"taxonomy\.toml:1: a\.b: Object missing"):
        entries_in("taxonomy.toml", b'["a.b"]\nfides = "user"', Category)
