"""Finders of personal data in any text, for the net behind the habit of not writing them.

A number counts only when its check digits are right, so that counters and times stay readable.
"""

import ipaddress
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Where in a text something personal stands, and of what kind it is."""

    kind: str
    start: int
    end: int


EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w")
# A Polish number of nine digits, with or without its country, in the groups that people write.
PHONE = re.compile(
    r"(?<![\w.+-])(?:(?:\+|00)48[ -]?)?[1-9]\d{2}([ -])\d{3}\1\d{3}(?![\w-])|(?<!\w)(?:\+|00)48[1-9]\d{8}(?!\w)"
)
PESEL = re.compile(r"(?<!\w)\d{11}(?!\w)")
NIP = re.compile(r"(?<!\w)(?:PL)?\d{3}-?\d{3}-?\d{2}-?\d{2}(?!\w)|(?<!\w)\d{3}-\d{2}-\d{2}-\d{3}(?!\w)")
REGON = re.compile(r"(?<!\w)(?:\d{14}|\d{9})(?!\w)")
# A Polish number has 26 digits after its country, or alone; other countries have their own lengths.
IBAN = re.compile(
    r"(?<!\w)(?:(?:PL ?)?\d{2}(?: ?\d{4}){6}|(?!PL)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)(?!\w)",
    re.IGNORECASE,
)
IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\w)")
IPV6 = re.compile(r"(?<![\w:])(?=[0-9A-Fa-f]*:[0-9A-Fa-f]*:)[0-9A-Fa-f:]+(?:(?:\.\d+){1,3}|%\w+)?(?!\w)")
# Two numbers of degrees beside each other with three decimals or more: a house, not a town.
COORDINATES = re.compile(r"(?<![\w.])-?\d{1,2}\.\d{3,}[\s,;/]+-?\d{1,3}\.\d{3,}(?![\w.])")

PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
REGON_WEIGHTS = {9: (8, 9, 2, 3, 4, 5, 6, 7), 14: (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)}
# A PESEL adds twenty to the month for each century after the twentieth.
MONTHS_OF_A_CENTURY = 20
MONTHS, DAYS = range(1, 13), range(1, 32)
# 39 signs of an address, or 45 with one of version 4 at its end, and the name of a network card.
LONGEST_ADDRESS = 64
OURS = frozenset({"127.0.0.1", "0.0.0.0", "::1", "::"})


def findings(text: str) -> Iterator[Finding]:
    """Everything personal in a text, in the order of kinds; places may overlap."""
    for kind, (pattern, length) in DETECTORS.items():
        for found in pattern.finditer(text):
            if long := length(found[0]):
                yield Finding(kind, found.start(), found.start() + long)


def redacted(text: str) -> str:
    """The text with each finding replaced by its kind in brackets."""
    found = sorted(findings(text), key=lambda finding: (finding.start, -finding.end))
    pieces, at = [], 0
    for finding in found:
        if finding.start >= at:
            pieces += [text[at : finding.start], f"[{finding.kind}]"]
        at = max(at, finding.end)
    return "".join((*pieces, text[at:]))


def whole(is_one: Callable[[str], bool]) -> Callable[[str], int]:
    """How many signs of what was found are it: all of them, or none when a second look says no."""
    return lambda written: len(written) if is_one(written) else 0


def weighted(weights: tuple[int, ...], digits: list[int]) -> int:
    """The sum of digits, each times its weight; the digit that checks them has none."""
    return sum(weight * digit for weight, digit in zip(weights, digits[:-1], strict=True))


def is_pesel(written: str) -> bool:
    """Whether eleven digits are a PESEL number. Source: ustawa o ewidencji ludności art. 15."""
    digits = [int(digit) for digit in written]
    month = int(written[2:4]) % MONTHS_OF_A_CENTURY
    check = -weighted(PESEL_WEIGHTS, digits) % 10
    return month in MONTHS and int(written[4:6]) in DAYS and check == digits[-1]


def is_nip(written: str) -> bool:
    """Whether ten digits are a Polish tax number. Source: ustawa o NIP, art. 5."""
    digits = [int(sign) for sign in written if sign.isdigit()]
    return any(digits) and weighted(NIP_WEIGHTS, digits) % 11 == digits[-1]


def is_regon(written: str) -> bool:
    """Whether nine or fourteen digits are a number of the business register."""
    digits = [int(digit) for digit in written]
    weights = REGON_WEIGHTS[len(digits)]
    return any(digits) and weighted(weights, digits) % 11 % 10 == digits[-1]


def is_iban(written: str) -> bool:
    """Whether this is an account's number. Source: ISO 13616-1, check digits by ISO 7064 mod 97-10."""
    signs = written.replace(" ", "")
    signs = f"PL{signs}" if signs.isdigit() else signs
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def is_address(written: str) -> bool:
    """Whether this is an address of the internet, and not one of our own machine."""
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return written not in OURS


def address_length(written: str) -> int:
    """How many signs from the first on are an address: a port after it is no part of it, but looks like one."""
    end = min(len(written), LONGEST_ADDRESS)
    while end > 0 and written[:end] not in OURS:
        if is_address(written[:end]):
            return end
        end = written.rfind(":", 0, end)
    return 0


DETECTORS: dict[str, tuple[re.Pattern[str], Callable[[str], int]]] = {
    "e-mail": (EMAIL, len),
    "iban": (IBAN, whole(is_iban)),
    "pesel": (PESEL, whole(is_pesel)),
    "nip": (NIP, whole(is_nip)),
    "regon": (REGON, whole(is_regon)),
    "phone": (PHONE, len),
    "ip": (IPV4, whole(is_address)),
    "ip6": (IPV6, address_length),
    "coordinates": (COORDINATES, len),
}
