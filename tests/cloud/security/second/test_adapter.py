import pytest
from django.core.exceptions import ValidationError

from ostoja.cloud.security.second.adapter import SecondFactor


@pytest.fixture
def adapter(office: None) -> SecondFactor:
    return SecondFactor()


def test_a_secret_lies_sealed_and_opens_again(adapter: SecondFactor) -> None:
    sealed = adapter.encrypt("JBSWY3DP")

    assert "JBSWY3DP" not in sealed
    assert adapter.encrypt("JBSWY3DP") != sealed
    assert adapter.decrypt(sealed) == "JBSWY3DP"


@pytest.mark.parametrize("sealed", ["", "JBSWY3DP", "no base64!", "A" * 80])
def test_what_we_did_not_seal_opens_nothing(sealed: str, adapter: SecondFactor) -> None:
    with pytest.raises(ValidationError):
        adapter.decrypt(sealed)
