"""Periods in words."""

from ostoja.policy.periods import MONTHS_IN_A_YEAR, Period
from ostoja.policy.text import Language

# Polish has three forms: one, two to four (but not twelve to fourteen), and many. Source: CLDR 46, plural rules of pl.
UNITS = {
    Language.PL: {
        "year": ("rok", "lata", "lat"),
        "month": ("miesiąc", "miesiące", "miesięcy"),
        "day": ("dzień", "dni", "dni"),
    },
    Language.EN: {
        "year": ("year", "years", "years"),
        "month": ("month", "months", "months"),
        "day": ("day", "days", "days"),
    },
}
AND = {Language.PL: " i ", Language.EN: " and "}
AT_ONCE = {Language.PL: "od razu", Language.EN: "at once"}
SESSION = {Language.PL: "do zamknięcia przeglądarki", Language.EN: "until the browser is closed"}


def in_words(period: Period, language: Language) -> str:
    """A period as a person would say it: ``6 lat``, ``1 year and 2 months``; nothing at all is ``at once``."""
    years, months = divmod(period.months, MONTHS_IN_A_YEAR)
    counts = (("year", years), ("month", months), ("day", period.days))
    said = [f"{count} {UNITS[language][unit][plural(count)]}" for unit, count in counts if count]
    return AND[language].join(said) if said else AT_ONCE[language]


def plural(count: int) -> int:
    """Which of the three forms a count takes; English uses the first and the last."""
    if count == 1:
        return 0
    return 1 if count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14} else 2
