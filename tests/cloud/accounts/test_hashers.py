from ostoja.cloud.accounts.hashers import Argon2


def test_a_password_is_kept_as_advised() -> None:
    hasher = Argon2()

    kept = hasher.encode("zielona brama nad rzeka", hasher.salt())

    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert hasher.verify("zielona brama nad rzeka", kept)
    assert not hasher.verify("zielona brama nad Wisla", kept)
