"""How often codes may be sent to an address, so that nobody else spends them."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.http import HttpRequest
from django.utils import timezone

from ostoja.cloud.accounts.rules import address
from ostoja.cloud.web.limits import Limit, asker

# For one network and one address together: each of these may cause three letters, the code and two that repeat it, and
# 3 times 20 is less than the 100 that an address has from everywhere (``confirm_email`` in the settings).
CODES_OF_PAIR = (Limit("code.hour", most=6, seconds=3_600), Limit("code.day", most=20, seconds=86_400))


def limit_codes(request: HttpRequest, email: str) -> None:
    """Nothing, while this network keeps to its share of the codes for this address.

    Raises: ImmediateHttpResponse with the page that says to wait.
    """
    pair, now = f"{asker(request)} {address(email)}", timezone.now()
    if not all(limit.allows(pair, now) for limit in CODES_OF_PAIR):
        raise ImmediateHttpResponse(respond_429(request))
