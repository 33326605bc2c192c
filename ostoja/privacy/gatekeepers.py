"""Who may not be given what a person's own devices made, however much somebody wishes it.

Source: Regulation (EU) 2023/2854, art. 5(3), 6(2)(d); Regulation (EU) 2022/1925, art. 3; the Commission's designations
of 6 September 2023 (Alphabet, Amazon, Apple, ByteDance, Meta, Microsoft) and 13 May 2024 (Booking), read on 2026-11-23.
The addresses under which each of them receives are our own list. What they rent to others is not on it: there it is the
tenant who receives.
"""

DOMAINS = {
    "Alphabet": frozenset({"google", "goog", "youtube.com", "youtu.be", "gmail.com", "googleapis.com", "android.com"}),
    "Amazon": frozenset({"alexa.com", "amazonalexa.com", "primevideo.com", "ring.com"}),
    "Apple": frozenset({"apple", "apple.com", "icloud.com", "me.com", "mac.com"}),
    "Booking": frozenset({"booking.com"}),
    "ByteDance": frozenset({"bytedance.com", "tiktok.com", "tiktokv.com", "capcut.com"}),
    "Meta": frozenset(
        {"meta.com", "facebook.com", "fb.com", "instagram.com", "messenger.com", "whatsapp.com", "threads.net"}
    ),
    "Microsoft": frozenset(
        {"microsoft.com", "microsoftonline.com", "live.com", "outlook.com", "office.com", "linkedin.com", "bing.com"}
    ),
}
# Whose shops and searches stand under one name in every country: google.pl, amazon.co.uk.
BRANDS = {"google": "Alphabet", "amazon": "Amazon"}
SECOND_LEVEL = frozenset({"co", "com"})


def gatekeeper_of(host: str) -> str | None:
    """The gatekeeper that receives at this host, or None."""
    labels = host.lower().rstrip(".").split(".")
    endings = {".".join(labels[start:]) for start in range(len(labels))}
    for company, domains in DOMAINS.items():
        if endings & domains:
            return company
    return BRANDS.get(_registered(labels))


def _registered(labels: list[str]) -> str:
    """The name that somebody registered, without the endings that a country gives."""
    ending = 2 if len(labels) > 2 and labels[-2] in SECOND_LEVEL else 1  # noqa: PLR2004 - a name, co, uk
    return labels[-1 - ending] if len(labels) > ending else ""
