"""Everything that there is to ask, in force."""

import pytest

from ostoja.cloud.policies import flows
from ostoja.cloud.policies.models import Publication
from tests.cloud.consents import promises


@pytest.fixture
def everything(db: None, monkeypatch: pytest.MonkeyPatch) -> Publication:
    """The complete promise; its documents, which take seconds to draw, are left out."""
    monkeypatch.setattr(flows, "documents", lambda *_: ())
    return promises.in_force()
