import io

import pytest
from pypdf import PdfReader

from ostoja.cloud.policies import pages
from ostoja.cloud.policies.pages import claims_of, documents, drawn_once
from ostoja.policy.proofs import proofs
from ostoja.policy.render import outputs
from ostoja.policy.render.notice import UnprovedClaimError
from ostoja.policy.text import Language
from tests.cloud.publications import real


def test_a_version_is_drawn_in_every_language_and_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "formatted", outputs.formatted)
    policy = real()

    drawn = drawn_once.__wrapped__(policy.canonical(), (), frozenset(policy.claims))

    assert len(drawn) == 10
    assert len({(page.kind, page.language, page.form) for page in drawn}) == 10
    papers = {page.language: PdfReader(io.BytesIO(page.content)) for page in drawn if page.form == "pdf"}
    assert all(policy.controller.name in paper.pages[0].extract_text() for paper in papers.values())
    assert all(
        policy.about.title.in_(Language(language)) in paper.pages[0].extract_text()
        for language, paper in papers.items()
    )


def test_what_is_off_is_not_told() -> None:
    policy = real("pol-003")
    claims = frozenset(policy.claims)

    without, with_weather = (documents(policy, on, claims) for on in ((), ("weather",)))

    label = policy.purposes["app.weather"].label.en
    assert not [page for page in without if label.encode() in page.content]
    assert [page.kind for page in with_weather if label.encode() in page.content and page.form == "html"] == ["notice"]


def test_a_claim_that_nothing_proves_is_not_drawn() -> None:
    with pytest.raises(UnprovedClaimError):
        documents(real(), (), frozenset())


def test_what_a_build_has_proved_is_what_its_proofs_say() -> None:
    tests = {proof.test for proof in proofs()}

    assert claims_of(real()) == {key for key, claim in real().claims.items() if claim.test in tests}
