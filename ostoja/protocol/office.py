"""What gateways sign when they speak to the cloud; ``docs/wire/office.md`` has the calls."""

OFFER_LABEL = "ostoja offer 1"
CERTIFICATE_LABEL = "ostoja certificate 1"
ORDERS_LABEL = "ostoja orders 1"
CLOCK_TOLERANCE_SECONDS = 300
OFFER_LIFETIME_SECONDS = 600


def offer_text(number: str, made: int, origin: str) -> bytes:
    """What a gateway signs to offer itself under a code's number.

    Units: ``made`` in seconds since 1970.
    """
    return f"{OFFER_LABEL} {number} {made} {origin}".encode()


def certificate_text(made: int, origin: str) -> bytes:
    """What a gateway signs to ask for its certificate.

    Units: ``made`` in seconds since 1970.
    """
    return f"{CERTIFICATE_LABEL} {made} {origin}".encode()


def orders_text(made: int, origin: str) -> bytes:
    """What a gateway signs to ask what it is to erase, and what the policy says.

    Units: ``made`` in seconds since 1970.
    """
    return f"{ORDERS_LABEL} {made} {origin}".encode()
