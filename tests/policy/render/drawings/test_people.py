from ostoja.policy.render.blocks import Bullets, Link, Paragraph, Table
from ostoja.policy.render.drawings import people
from ostoja.policy.text import Language
from tests.policy.small import scope, small_with


def test_the_controller_is_named_with_everything_that_there_is_of_it() -> None:
    (table,) = people.controller(scope())

    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == [
        "Controller",
        "Address",
        "KRS",
        "Court of registration",
        "Share capital",
        "E-mail",
        "Telephone",
    ]


def test_an_officer_is_written_to_or_at_least_named() -> None:
    both = 'country = "PL"\nofficer_name = "Celina"\nofficer_email = "iod@mala.example"'
    with_both = small_with("controller.toml", 'country = "PL"', both)
    with_name = small_with("controller.toml", 'country = "PL"', 'country = "PL"\nofficer_name = "Celina"')

    assert people.officer(scope(Language.EN, with_both)) == Link("Celina", "mailto:iod@mala.example")
    assert people.officer(scope(Language.EN, with_name)) == "Celina"
    assert people.officer(scope()) == ""


def test_the_authority_has_a_link_and_an_address() -> None:
    (table,) = people.authority(scope())

    assert isinstance(table, Table)
    assert table.rows[0][1] == Link("President of UODO", "https://uodo.gov.pl")
    assert table.rows[1] == ("Address", "Warszawa")


def test_words_groups_and_sources_are_tables() -> None:
    drawn = [next(draw(scope())) for draw in (people.definitions, people.groups, people.collection)]

    assert [block.rows[0] for block in drawn if isinstance(block, Table)] == [
        ("App", "the program in the browser"),
        ("Users", "People with an account."),
        ("Users", "When they open an account."),
    ]


def test_what_people_must_give_is_told_with_what_happens_otherwise() -> None:
    assert list(people.provision(scope())) == [
        Bullets(("Users: The address is needed. Without it there is no account.",))
    ]


def test_where_nothing_must_be_given_it_says_so() -> None:
    free = small_with("groups.toml", "needed =", "# needed =")

    assert list(people.provision(scope(Language.EN, free))) == [Paragraph("voluntary")]
