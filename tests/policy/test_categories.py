from ostoja.policy.categories import CATEGORIES


def test_categories_have_a_subject_area_and_a_name() -> None:
    assert all(len(category.split(".")) == 2 for category in CATEGORIES)
