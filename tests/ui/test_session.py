"""The browser's end of a sealed session against the gateway's end in Python."""

import base64

import pytest
from playwright.sync_api import Error, Page

from ostoja.protocol import codes
from ostoja.protocol.errors import SealError
from ostoja.protocol.gateway_session import EpochKey, GatewaySession
from ostoja.protocol.handshake import RefusalCode
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.sealing import DhKey

pytestmark = pytest.mark.browser

IDENTITY = PrivateKey.new()
EPOCH = EpochKey(DhKey.new(), 0)
CODE = codes.new_code()

BEGIN = """async ([base, installation, pinned, code]) => {
  const { Session } = await import(`${base}/road/session.js`);
  const { fromBase64url, toBase64url } = await import(`${base}/road/bytes.js`);
  const { newKeys } = await import(`${base}/road/keystore.js`);
  const { readCode, stretched } = await import(`${base}/road/codes.js`);
  const bytes = (text) => new TextEncoder().encode(text);
  const keys = await newKeys();
  const read = code && readCode(code);
  const entered = read && { number: read.number, psk: await stretched(read) };
  const session = new Session({ keys, installation, pinned: pinned && fromBase64url(pinned), code: entered });
  const text = (data) => new TextDecoder().decode(data);
  window.seal = {
    answer: async (hello) => toBase64url(await session.answer(fromBase64url(hello), bytes("first"))),
    seal: async (message) => toBase64url(await session.seal(bytes(message))),
    open: async (body) => text(await session.open(fromBase64url(body))),
    gateway: () => toBase64url(session.gateway),
  };
  const app = new Uint8Array(await crypto.subtle.exportKey("raw", keys.publicKey));
  return { begin: toBase64url(session.begin()), app: toBase64url(app), secret: keys.privateKey.extractable };
}"""


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    """The session in the page."""

    def __init__(self, page: Page, address: str, *, pinned: str | None, code: str | None) -> None:
        self.page = page
        begun = page.evaluate(BEGIN, [address, "home", pinned, code])
        self.begin, self.app_key, self.extractable = raw(begun["begin"]), raw(begun["app"]), begun["secret"]

    def do(self, what: str, data: str = "") -> str:
        said: str = self.page.evaluate(f"(data) => window.seal.{what}(data)", data)
        return said


@pytest.fixture
def gateway() -> GatewaySession:
    return GatewaySession(IDENTITY, "home", EPOCH)


def test_an_admitted_browser_speaks_with_the_gateway(page: Page, modules_address: str, gateway: GatewaySession) -> None:
    browser = Browser(page, modules_address, pinned=IDENTITY.public.text(), code=None)
    way = gateway.way(raw(browser.do("answer", b64(gateway.greet(browser.begin)))))

    assert gateway.admit(way, browser.app_key) == b"first"
    assert browser.extractable is False
    for number in range(3):
        assert browser.do("open", b64(gateway.seal(f"zażółć {number}".encode()))) == f"zażółć {number}"
        assert gateway.open(raw(browser.do("seal", f"gęślą {number}"))) == f"gęślą {number}".encode()


def test_a_code_admits_a_browser_that_pins_the_gateway(
    page: Page, modules_address: str, gateway: GatewaySession
) -> None:
    browser = Browser(page, modules_address, pinned=None, code=CODE.spelled())
    way = gateway.way(raw(browser.do("answer", b64(gateway.greet(browser.begin)))))

    assert gateway.admit(way, way.app_key, codes.stretched(CODE)) == b"first"
    assert browser.do("open", b64(gateway.seal(b"welcome"))) == "welcome"
    assert browser.do("gateway") == IDENTITY.public.text()


def test_a_browser_does_not_speak_with_another_gateway(page: Page, modules_address: str) -> None:
    browser = Browser(page, modules_address, pinned=IDENTITY.public.text(), code=None)
    hostile = GatewaySession(PrivateKey.new(), "home", EPOCH)

    with pytest.raises(Error, match="another gateway"):
        browser.do("answer", b64(hostile.greet(browser.begin)))


def test_a_browser_that_types_a_wrong_code_neither_enters_nor_believes(
    page: Page, modules_address: str, gateway: GatewaySession
) -> None:
    browser = Browser(page, modules_address, pinned=None, code=codes.new_code().spelled())
    way = gateway.way(raw(browser.do("answer", b64(gateway.greet(browser.begin)))))

    with pytest.raises(SealError):
        gateway.admit(way, way.app_key, codes.stretched(CODE))
    with pytest.raises(Error, match="unknown_code"):
        browser.do("open", b64(gateway.refuse(RefusalCode.UNKNOWN_CODE)))


def test_a_browser_takes_no_replayed_lost_or_altered_message(
    page: Page, modules_address: str, gateway: GatewaySession
) -> None:
    browser = Browser(page, modules_address, pinned=IDENTITY.public.text(), code=None)
    gateway.admit(gateway.way(raw(browser.do("answer", b64(gateway.greet(browser.begin))))), browser.app_key)
    first = b64(gateway.seal(b"one"))

    assert browser.do("open", first) == "one"
    with pytest.raises(Error, match="does not open"):
        browser.do("open", first)


def test_a_browser_without_ed25519_is_not_a_gateway_that_lies(
    page: Page, modules_address: str, gateway: GatewaySession
) -> None:
    browser = Browser(page, modules_address, pinned=IDENTITY.public.text(), code=None)
    page.evaluate(
        "() => { crypto.subtle.importKey = () => Promise.reject(new DOMException('none', 'NotSupportedError')); }"
    )

    with pytest.raises(Error, match="Ed25519") as failed:
        browser.do("answer", b64(gateway.greet(browser.begin)))

    assert "signature" not in str(failed.value)
