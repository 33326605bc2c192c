"""How the library's second factor works in this house: secrets lie sealed in the database, words are ours."""

import base64
import binascii
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.web.secrets import secret
from ostoja.cloud.web.texts import lazy_text, text

KEY, BOUND_TO = "second-factor", b"ostoja second factor"
NONCE_BYTES = 12


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """The library's questions about second factors, answered our way."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": lazy_text("error.wrong_code"),
        "unverified_email": lazy_text("error.unconfirmed"),
    }

    def encrypt(self, text: str) -> str:
        """A secret as it lies in the database: useless without the file of the key, which is elsewhere."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return base64.b64encode(nonce + AESGCM(secret(KEY)).encrypt(nonce, text.encode(), BOUND_TO)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again.

        Raises: ValidationError when the key is not the one that sealed it; then no code is right.
        """
        try:
            sealed = base64.b64decode(encrypted_text, validate=True)
            return AESGCM(secret(KEY)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], BOUND_TO).decode()
        except (binascii.Error, InvalidTag, ValueError) as wrong:
            raise self.validation_error("incorrect_code") from wrong

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 - the library's
        """What a passkey is called until its owner calls it something else."""
        count: int = Authenticator.objects.filter(user=user, type=type).count()
        return text("security.passkey.default", number=count + 1)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whose keys these are: this office's, by its one address, whatever host a request names."""
        return {"id": settings.ALLOWED_HOSTS[0].partition(":")[0], "name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, object]:
        """Whom a key is for, as their own device shows it."""
        named = f"{user.first_name} {user.last_name}"
        return super().get_public_key_credential_user_entity(user) | {"display_name": named}  # type: ignore[no-any-return]
