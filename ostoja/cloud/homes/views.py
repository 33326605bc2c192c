"""What gateways and relays ask; docs/wire/office.md has the contract."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ostoja.cloud.homes import flows
from ostoja.cloud.homes.erasures.flows import close
from ostoja.cloud.homes.erasures.queries import orders_for, signed_excerpt
from ostoja.cloud.homes.errors import ClaimedError, NumberTakenError, UnclaimedError
from ostoja.cloud.homes.gateways import CertificateBody, OfferBody, OrdersBody, checked_key, shown_number
from ostoja.cloud.homes.queries import members_known_to
from ostoja.cloud.homes.rules import POLL_SECONDS
from ostoja.cloud.homes.signing import cabinet
from ostoja.cloud.web.answers import RefusedError, answer, body_of, by_method
from ostoja.cloud.web.limits import Limit, asker

# A gateway polls every three seconds; several homes may stand behind one address.
CALLS_OF_ADDRESS = Limit("gateway.address", most=600, seconds=60)
OFFERS_OF_ADDRESS = Limit("offer.address", most=60, seconds=60)
OFFERS_OF_KEY = Limit("offer.key", most=10, seconds=60)
CERTIFICATES_OF_KEY = Limit("certificate.key", most=60, seconds=60)
ORDERS_OF_KEY = Limit("orders.key", most=60, seconds=60)


def limited(limit: Limit, who: str) -> None:
    """Nothing, while this asker keeps to the limit.

    Raises: RefusedError when they do not.
    """
    if not limit.allows(who, timezone.now()):
        raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, "too_many")


def post_offer(request: HttpRequest) -> HttpResponse:
    """A gateway shows a claim code."""
    limited(OFFERS_OF_ADDRESS, asker(request))
    body = body_of(request, OfferBody)
    number, key = shown_number(body.number), checked_key(body)
    limited(OFFERS_OF_KEY, body.key)
    try:
        offer = flows.offer(key, number, timezone.now())
    except ClaimedError as refused:
        raise RefusedError(HTTPStatus.CONFLICT, "claimed") from refused
    except NumberTakenError as refused:
        raise RefusedError(HTTPStatus.CONFLICT, "taken") from refused
    return answer({"expires": int(offer.expires.timestamp()), "poll_seconds": POLL_SECONDS}, HTTPStatus.CREATED)


def post_certificate(request: HttpRequest) -> HttpResponse:
    """A gateway asks for its certificate."""
    limited(CALLS_OF_ADDRESS, asker(request))
    body = body_of(request, CertificateBody)
    key = checked_key(body)
    limited(CERTIFICATES_OF_KEY, body.key)
    try:
        installation, certificate = flows.certify(key, timezone.now())
    except UnclaimedError as refused:
        raise RefusedError(HTTPStatus.NOT_FOUND, "unclaimed") from refused
    members = members_known_to(installation)
    return answer(
        {"certificate": certificate, "road": settings.OSTOJA_ROAD, "name": installation.name, "members": members}
    )


def post_orders(request: HttpRequest) -> HttpResponse:
    """A gateway hands in receipts, and asks what it is to erase and what the policy says."""
    limited(CALLS_OF_ADDRESS, asker(request))
    body = body_of(request, OrdersBody)
    key = checked_key(body)
    limited(ORDERS_OF_KEY, body.key)
    close(key, body.receipts)
    now = timezone.now()
    return answer({"orders": orders_for(key, now), "excerpt": signed_excerpt(now)})


def get_keys(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view is given the request
    """The public keys that sign now or will sign next."""
    response = answer(cabinet().published(timezone.now()).jwks())
    response.headers["Cache-Control"] = "max-age=60"
    return response


offer = by_method(post=post_offer)
certificate = by_method(post=post_certificate)
orders = by_method(post=post_orders)
keys = by_method(get=get_keys)
