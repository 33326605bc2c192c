import hashlib
import json
from datetime import datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.test import Client
from django.utils import timezone
from msgspec.structs import replace

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import page_of
from ostoja.policy.shelf import shipped
from tests.cloud.cast import browser
from tests.cloud.publications import effective, longer, published, real, reworded

pytestmark = pytest.mark.django_db

KINDS, LANGUAGES = ("notice", "cookies", "recipients"), ("pl", "en")


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def first(now: datetime) -> Publication:
    return published(real(), now=now)


@pytest.fixture
def second(first: Publication, now: datetime) -> Publication:
    return published(effective(longer(real()), 40, now), now=now)


@pytest.fixture
def client() -> Client:
    return browser()


def text_of(client: Client, path: str, language: str = "en", status: int = 200) -> str:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == status, path
    return answer.content.decode()


class Outline(HTMLParser):
    """The headings and the languages of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"h1", "h2", "h3", "h4"}:
            self.levels.append(int(tag[1]))


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_the_policy_that_holds_in_either_language(
    first: Publication, client: Client, kind: str, language: str
) -> None:
    page = text_of(client, f"/privacy/{kind}/{language}/", "en")

    content = page_of(first, kind, language, "html")
    assert content is not None
    assert content.decode() in page
    assert f'<article class="policy" lang="{language}">' in page


@pytest.mark.parametrize("kind", KINDS)
def test_headings_follow_one_another(first: Publication, client: Client, kind: str) -> None:
    levels = Outline(text_of(client, f"/privacy/{kind}/pl/")).levels

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize(("language", "title"), [("pl", "Polityka prywatności"), ("en", "Privacy notice")])
def test_the_page_speaks_the_readers_language(first: Publication, client: Client, language: str, title: str) -> None:
    page = text_of(client, "/privacy/", language)

    assert f"<title>{title}" in page
    assert f'<article class="policy" lang="{language}">' in page


def test_a_signed_in_person_reads_it_in_their_own_language(first: Publication, celina: Person) -> None:
    assert '<article class="policy" lang="en">' in text_of(browser(celina), "/privacy/", "pl")


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/no-such-page"])
def test_every_page_leads_to_it(client: Client, path: str) -> None:
    assert '<a href="/privacy/">' in client.get(path).content.decode()


def test_the_notice_can_be_taken_away(first: Publication, client: Client) -> None:
    paper, plain = client.get("/privacy/notice.pl.pdf"), client.get("/privacy/notice.en.txt")

    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert plain["Content-Type"] == "text/plain; charset=utf-8"
    assert plain.content == page_of(first, "notice", "en", "txt")


def test_programs_read_it_too(first: Publication, client: Client) -> None:
    answer = client.get("/privacy/policy.jsonld")

    assert answer["Content-Type"] == "application/ld+json"
    assert f"urn:sha256:{first.hash}" in {node["@id"] for node in json.loads(answer.content)["@graph"]}


def test_anybody_can_check_the_hash_of_a_version(first: Publication, client: Client) -> None:
    answer = client.get(f"/privacy/versions/{first.hash}/policy.json")

    assert hashlib.sha256(answer.content).hexdigest() == first.hash


def test_a_version_to_come_is_announced_with_its_day(second: Publication, client: Client, now: datetime) -> None:
    third = published(effective(longer(real(), "P8Y"), 50, now), now=now)

    page = text_of(client, "/privacy/")

    for one in (second, third):
        assert f"A new version holds from {one.day}." in page
        assert f"/privacy/versions/{one.hash}/changes/" in page


def test_every_version_stands_in_the_list(first: Publication, second: Publication, client: Client) -> None:
    page = text_of(client, "/privacy/versions/")

    assert page.index(second.hash) < page.index(first.hash)
    assert f"From {first.day}</a> (in force)" in page
    assert f"/privacy/versions/{second.hash}/changes/" in page
    assert f"/privacy/versions/{first.hash}/changes/" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_old_text_stays_at_its_address_byte_for_byte(
    first: Publication, client: Client, now: datetime, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"notice.{language}.txt", f"notice.{language}.pdf", "policy.json"]
    before = [client.get(f"/privacy/versions/{first.hash}/{path}").content for path in paths]
    article = page_of(first, "notice", language, "html")
    assert article is not None

    published(reworded(real()), now=now)
    monkeypatch.setattr("ostoja.cloud.policies.flows.claims_of", lambda _: frozenset())

    assert [client.get(f"/privacy/versions/{first.hash}/{path}").content for path in paths] == before
    page = text_of(client, f"/privacy/versions/{first.hash}/{language}/")
    assert article.decode() in page
    assert f"This is a former version. It held from {first.day}." in page
    assert article.decode() not in text_of(client, f"/privacy/notice/{language}/")


def test_a_version_says_whether_it_holds_now(first: Publication, second: Publication, client: Client) -> None:
    said = [text_of(client, f"/privacy/versions/{one.hash}/") for one in (first, second)]

    assert f"This is the version that holds from {first.day}" in said[0]
    assert f"This is the version that will hold from {second.day}" in said[1]


@pytest.mark.parametrize(("language", "period"), [("pl", "7 lat"), ("en", "7 years")])
def test_what_changes_is_said_in_words(second: Publication, client: Client, language: str, period: str) -> None:
    page = text_of(client, f"/privacy/versions/{second.hash}/changes/", language)

    assert f"<td>{period}</td>" in page
    assert "P7Y" not in page


def test_another_day_alone_changes_no_rule(first: Publication, client: Client, now: datetime) -> None:
    second = published(effective(real(), 3, now), now=now)

    page = text_of(client, f"/privacy/versions/{second.hash}/changes/")
    assert "Only words changed, no rule." in page


def test_the_first_version_changed_nothing(first: Publication, client: Client) -> None:
    answer = client.get(f"/privacy/versions/{first.hash}/changes/")

    assert answer.headers["Location"] == f"/privacy/versions/{first.hash}/"


@pytest.mark.parametrize(
    "path",
    [
        "record/pl/",
        "notice/de/",
        "notice/%00/",
        "%00/pl/",
        "notice.pl.html",
        "notice.de.txt",
        "notice.pl.%00",
        "versions/0/",
        "versions/%00/",
        f"versions/{'0' * 64}/",
        f"versions/{'0' * 64}/changes/",
        f"versions/{'0' * 64}/pl/",
        f"versions/{'0' * 64}/notice.pl.txt",
        f"versions/{'0' * 64}/policy.json",
        "versions/HASH/de/",
        "versions/HASH/notice.pl.html",
    ],
)
def test_what_is_not_there_is_not_found(first: Publication, client: Client, path: str) -> None:
    assert client.get(f"/privacy/{path.replace('HASH', first.hash)}").status_code == 404


def test_without_a_policy_there_is_nothing_to_read(client: Client) -> None:
    assert [client.get(f"/privacy/{path}").status_code for path in ("", "versions/", "policy.jsonld")] == [404] * 3


def test_nothing_is_changed_by_reading(first: Publication, client: Client) -> None:
    assert client.post("/privacy/").status_code == 405
    assert client.head("/privacy/").content == b""


def test_no_page_of_it_sets_a_cookie(second: Publication, client: Client) -> None:
    for path in ("", "cookies/pl/", "versions/", f"versions/{second.hash}/changes/", "notice.pl.txt"):
        assert not client.get(f"/privacy/{path}").cookies


def test_the_words_of_a_policy_are_no_markup(client: Client, now: datetime) -> None:
    policy = shipped("default")
    published(replace(policy, controller=replace(policy.controller, name="<script>")), now=now, demo=True)

    page = text_of(client, "/privacy/")

    assert "&lt;script&gt;" in page
    assert "<script>" not in page


class TestWhatConcernsAGroup:
    """A117."""

    @pytest.mark.parametrize(
        ("group", "language", "says", "others"),
        [
            ("installer", "en", "from the owner who", "people who write to us or call us"),
            ("installer", "pl", "od właściciela, który Cię zaprasza", "osoby, które piszą lub dzwonią"),
            ("app_user", "en", "from a member of the household who invites you", "from the owner who invites you"),
            ("household", "pl", "od domownika, który prowadzi instalację", "od właściciela, który Cię zaprasza"),
        ],
    )
    def test_is_their_own_in_their_language_and_tells_from_where_we_have_data(
        self, client: Client, first: Publication, group: str, language: str, says: str, others: str
    ) -> None:
        page = text_of(client, f"/privacy/for/{group}/", language)

        assert says in page
        assert others not in page
        assert first.hash in page

    def test_is_there_in_the_other_language(self, client: Client, first: Publication) -> None:
        assert "Kiedy i skąd mamy dane" in text_of(client, "/privacy/for/installer/pl/")

    @pytest.mark.parametrize("path", ["nobody/", "installer/de/", "social/"])
    def test_of_nobody_that_we_know_is_not_found(self, client: Client, first: Publication, path: str) -> None:
        assert client.get(f"/privacy/for/{path}").status_code == 404
