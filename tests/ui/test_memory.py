"""What a browser remembers of homes: sealed, for a week, for one person, and gone when it should be."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser
DAY_MS = 24 * 60 * 60 * 1000
ALA = {"person": {"id": "p-ala", "language": "pl"}, "installations": [{"id": "i1", "member": "m1"}], "last": "i1"}
BO = {**ALA, "person": {"id": "p-bo", "language": "en"}}
FLAT = {"id": "i1", "member": "m1"}
TWO_HOMES = {**ALA, "installations": [FLAT, {"id": "i2", "member": "m2"}]}
KNOWN = {"home": {"devices": [{"id": "d", "name": "Lampa w salonie"}]}}


class Memory:
    """The memory in the page, with a clock that the test moves."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        page.clock.install()
        page.evaluate("async (base) => { window.memory = await import(`${base}/home/memory.js`); }", address)

    def do(self, name: str, *given: Any) -> Any:
        return self._page.evaluate("([name, given]) => window.memory[name](...given)", [name, list(given)])

    def pass_ms(self, milliseconds: int) -> None:
        self._page.clock.fast_forward(milliseconds)

    def stored(self) -> dict[str, Any]:
        """Everything in the browser's databases, as far as a page can read it, under database and name."""
        found: dict[str, Any] = self._page.evaluate(
            """async () => {
              const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
              const found = {};
              for (const { name } of await indexedDB.databases()) {
                const database = await asked(indexedDB.open(name));
                found[name] = null;
                for (const store of database.objectStoreNames) {
                  const open = database.transaction(store).objectStore(store);
                  const [names, values] = [await asked(open.getAllKeys()), await asked(open.getAll())];
                  names.forEach((key, at) => {
                    const { data, key: secret, ...rest } = values[at];
                    const text = data && String.fromCharCode(...new Uint8Array(data));
                    found[`${name} ${key}`] = { ...rest, text, extractable: secret?.extractable };
                  });
                }
                database.close();
              }
              return found;
            }"""
        )
        return found


@pytest.fixture
def memory(page: Page, modules_address: str) -> Memory:
    return Memory(page, modules_address)


def test_nothing_is_kept_of_who_did_not_ask_for_it(memory: Memory) -> None:
    memory.do("keepHome", FLAT, KNOWN)
    memory.do("settle", ALA)

    assert memory.do("isMine") is False
    assert memory.do("home", FLAT) is None
    memory.do("expire")
    memory.do("forget")
    assert memory.stored() == {}


def test_what_is_kept_comes_back_and_cannot_be_read_beside_it(memory: Memory) -> None:
    memory.do("begin", ALA)
    memory.do("keepHome", FLAT, KNOWN)

    assert memory.do("isMine") is True
    assert memory.do("home", FLAT)["value"] == KNOWN
    assert memory.do("me") == ALA
    stored = memory.stored()
    assert set(stored) == {"ostoja.mine", "ostoja.mine key", "ostoja.mine me", "ostoja.mine home i1 m1"}
    assert stored["ostoja.mine key"]["extractable"] is False
    assert "Lampa" not in str(stored)
    assert len(stored["ostoja.mine home i1 m1"]["text"]) > len("Lampa w salonie")


def test_the_key_cannot_be_taken_out(page: Page, memory: Memory) -> None:
    memory.do("begin", ALA)
    refused = page.evaluate(
        """async () => {
          const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
          const database = await asked(indexedDB.open("ostoja.mine"));
          const { key } = await asked(database.transaction("kept").objectStore("kept").get("key"));
          return crypto.subtle.exportKey("raw", key).then(() => "exported", (problem) => problem.name);
        }"""
    )

    assert refused == "InvalidAccessError"


def test_one_home_is_not_taken_for_another(page: Page, memory: Memory) -> None:
    memory.do("begin", ALA)
    memory.do("keepHome", FLAT, KNOWN)
    page.evaluate(
        """async () => {
          const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
          const database = await asked(indexedDB.open("ostoja.mine"));
          const store = database.transaction("kept", "readwrite").objectStore("kept");
          await asked(store.put(await asked(store.get("home i1 m1")), "home i2 m2"));
        }"""
    )

    assert memory.do("home", {"id": "i2", "member": "m2"}) is None
    assert "ostoja.mine home i2 m2" not in memory.stored()


def test_after_a_week_it_is_gone(memory: Memory) -> None:
    memory.do("begin", ALA)
    memory.do("keepHome", FLAT, KNOWN)
    memory.pass_ms(7 * DAY_MS - 1000)
    memory.do("expire")
    assert memory.do("home", FLAT)["value"] == KNOWN

    memory.pass_ms(2000)

    assert memory.do("home", FLAT) is None
    assert memory.do("me") is None
    memory.do("expire")
    assert memory.stored() == {}
    assert memory.do("isMine") is False


def test_a_home_that_was_heard_of_lately_stays_when_another_is_too_old(memory: Memory) -> None:
    memory.do("begin", ALA)
    memory.do("keepHome", {"id": "i2", "member": "m2"}, KNOWN)
    memory.pass_ms(4 * DAY_MS)
    memory.do("keepHome", FLAT, KNOWN)
    memory.pass_ms(4 * DAY_MS)
    memory.do("expire")

    assert set(memory.stored()) == {"ostoja.mine", "ostoja.mine key", "ostoja.mine me", "ostoja.mine home i1 m1"}


def test_what_is_too_old_goes_though_the_server_is_there(memory: Memory) -> None:
    memory.do("begin", TWO_HOMES)
    memory.do("keepHome", {"id": "i2", "member": "m2"}, KNOWN)
    memory.pass_ms(4 * DAY_MS)
    memory.do("settle", TWO_HOMES)
    memory.pass_ms(4 * DAY_MS)
    memory.do("settle", TWO_HOMES)

    assert set(memory.stored()) == {"ostoja.mine", "ostoja.mine key", "ostoja.mine me"}


def test_the_week_begins_when_the_home_was_heard_of_not_when_it_was_written(page: Page, memory: Memory) -> None:
    memory.do("begin", ALA)
    heard = page.evaluate("() => Date.now()")
    memory.pass_ms(6 * DAY_MS)
    memory.do("keepHome", FLAT, KNOWN, heard)
    memory.pass_ms(DAY_MS + 1000)

    assert memory.do("home", FLAT) is None


def test_who_is_signed_in_is_remembered_as_long_as_their_home_answers(memory: Memory) -> None:
    memory.do("begin", ALA)
    memory.pass_ms(6 * DAY_MS)
    memory.do("keepHome", FLAT, KNOWN)
    memory.pass_ms(6 * DAY_MS)
    memory.do("expire")

    assert memory.do("me")["last"] == "i1"


def test_a_clock_that_was_set_back_makes_nothing_last(page: Page, memory: Memory) -> None:
    memory.do("begin", ALA)
    memory.do("keepHome", FLAT, KNOWN)
    page.evaluate("(day) => { const { now } = Date; Date.now = () => now() - 2 * day; }", DAY_MS)

    assert memory.do("home", FLAT) is None


def test_another_person_finds_nothing(memory: Memory) -> None:
    memory.do("begin", ALA)
    memory.do("keepHome", FLAT, KNOWN)
    memory.do("settle", BO)

    assert memory.stored() == {}


def test_a_page_that_another_person_left_open_keeps_nothing_for_who_came_after(
    context: BrowserContext, page: Page, memory: Memory, modules_address: str
) -> None:
    memory.do("begin", ALA)
    page_of_bo = context.new_page()
    page_of_bo.goto(page.url)
    of_bo = Memory(page_of_bo, modules_address)
    of_bo.do("settle", BO)
    of_bo.do("begin", BO)

    memory.do("keepHome", FLAT, KNOWN)

    assert set(memory.stored()) == {"ostoja.mine", "ostoja.mine key", "ostoja.mine me"}


def test_a_page_opened_without_the_server_goes_on_keeping(page: Page, memory: Memory, modules_address: str) -> None:
    memory.do("begin", ALA)
    page.reload()
    again = Memory(page, modules_address)
    assert again.do("me")["last"] == "i1"

    again.do("keepHome", FLAT, KNOWN)

    assert again.do("home", FLAT)["value"] == KNOWN


def test_who_says_it_again_without_the_server_is_still_the_same_person(memory: Memory) -> None:
    memory.do("begin", ALA)
    remembered = memory.do("me")
    memory.do("forget")
    memory.do("begin", remembered)
    memory.do("settle", ALA)

    assert memory.do("isMine") is True


def test_a_home_that_is_no_longer_theirs_is_forgotten(memory: Memory) -> None:
    memory.do("begin", ALA)
    memory.do("keepHome", FLAT, KNOWN)
    memory.do("keepHome", {"id": "i2", "member": "m2"}, KNOWN)
    memory.do("settle", ALA)
    assert set(memory.stored()) == {"ostoja.mine", "ostoja.mine key", "ostoja.mine me", "ostoja.mine home i1 m1"}

    memory.do("forgetHome", FLAT)

    assert memory.do("home", FLAT) is None


def test_what_is_forgotten_while_it_is_being_kept_stays_forgotten(page: Page, memory: Memory) -> None:
    memory.do("begin", ALA)
    page.evaluate(
        """async ([flat, known]) => {
          const { encrypt } = SubtleCrypto.prototype;
          SubtleCrypto.prototype.encrypt = async function (...given) {
            const sealed = await encrypt.apply(this, given);
            await window.memory.forget();
            return sealed;
          };
          await window.memory.keepHome(flat, known);
        }""",
        [FLAT, KNOWN],
    )

    assert memory.stored() == {}


def test_a_home_that_is_forgotten_while_it_is_being_kept_stays_forgotten(page: Page, memory: Memory) -> None:
    memory.do("begin", ALA)
    page.evaluate(
        """([flat, known]) => {
          const keeping = window.memory.keepHome(flat, known);
          return Promise.all([keeping, window.memory.forgetHome(flat)]);
        }""",
        [FLAT, KNOWN],
    )

    assert "ostoja.mine home i1 m1" not in memory.stored()


def test_a_home_of_thousands_of_devices_comes_back_whole(page: Page, memory: Memory) -> None:
    memory.do("begin", ALA)
    same = page.evaluate(
        """async (flat) => {
          const devices = Array.from({ length: 5000 }, (_, n) => ({ id: `d${n}`, name: `Lampa ${n}`, kind: "light" }));
          const states = devices.map(({ id }, n) => ({ device: id, at: n, values: [{ t: "value", value: n }] }));
          const known = { home: { rooms: [], devices, states, offset: 0 } };
          await window.memory.keepHome(flat, known);
          return JSON.stringify((await window.memory.home(flat)).value) === JSON.stringify(known);
        }""",
        FLAT,
    )

    assert same is True
