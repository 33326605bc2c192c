"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher

from ostoja.cloud.passwords.turns import TURNS
from ostoja.cloud.passwords.validators import plain


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane: strong, and short enough that two sign-ins do not fill two cores.

    A password is hashed in one form, whichever a keyboard gives its letters.
    Source: OWASP Password Storage Cheat Sheet, Argon2id; NIST SP 800-63B, section 3.1.1.2.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """The hash of a password, with all that is needed to compare another one with it.

        Raises: BusyError.
        """
        with TURNS.turn():
            return super().encode(plain(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether this password was hashed.

        Raises: BusyError.
        """
        with TURNS.turn():
            return super().verify(plain(password), encoded)
