from ostoja.cloud.config.declared import differences
from ostoja.cloud.statistics.personal import TABLES
from ostoja.privacy.declare import NotPersonal


def test_nothing_is_about_anybody() -> None:
    assert [sentence for sentence in differences() if "statistics" in sentence] == []
    assert all(isinstance(said, NotPersonal) for table in TABLES for said in table.fields.values())
