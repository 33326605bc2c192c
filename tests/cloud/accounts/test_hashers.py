import unicodedata

from ostoja.cloud.accounts.hashers import Argon2


def test_a_password_is_kept_as_advised() -> None:
    hasher = Argon2()

    kept = hasher.encode("zielona brama nad rzeka", hasher.salt())

    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert hasher.verify("zielona brama nad rzeka", kept)
    assert not hasher.verify("zielona brama nad Wisla", kept)


def test_a_password_opens_in_whatever_form_a_keyboard_gives_it() -> None:
    """Proves: L12."""
    hasher, typed = Argon2(), "żółta łódź ﬁord"

    kept = hasher.encode(typed, hasher.salt())

    assert all(hasher.verify(unicodedata.normalize(form, typed), kept) for form in ("NFC", "NFD", "NFKC", "NFKD"))
