"""Pages and scripts load nothing from another host, and hold neither script nor style of their own.

Proves: A024.
"""

import re

from tests.rules.code import PRODUCT, UI, VENDOR, name, scripts

ADDRESS = re.compile(r"""["'(=](https?:)?//(?!localhost|www\.w3\.org)[\w.-]+""")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
BARE_IMPORT = re.compile(r"""\bfrom\s+["'](?![./])""")


def test_nothing_is_loaded_from_another_host() -> None:
    files = (*scripts(), *UI.rglob("*.css"), *PRODUCT.rglob("*.html"))
    loaded = [name(path) for path in files if VENDOR not in path.parents and ADDRESS.search(path.read_text())]

    assert loaded == []


def test_vendored_modules_import_by_path() -> None:
    code = {path: re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL) for path in VENDOR.rglob("*.js")}

    assert [name(path) for path, text in code.items() if BARE_IMPORT.search(text)] == []


def test_pages_have_no_inline_script_or_style() -> None:
    assert [name(path) for path in PRODUCT.rglob("*.html") if INLINE.search(path.read_text())] == []
