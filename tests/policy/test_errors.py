from ostoja.policy.errors import PolicyProblemsError, Problem


def test_a_problem_names_file_line_key_and_reason() -> None:
    assert str(Problem("law.toml", "vat.url", "leads nowhere", 3)) == "law.toml:3: vat.url: leads nowhere"
    assert str(Problem("law.toml", "", "is missing")) == "law.toml: is missing"


def test_problems_are_told_in_the_order_of_files_and_keys() -> None:
    late, early = Problem("b.toml", "x", "two"), Problem("a.toml", "y", "one", 4)

    assert PolicyProblemsError([late, early]).problems == (early, late)
    assert str(PolicyProblemsError([late, early])) == "a.toml:4: y: one\nb.toml: x: two"
