"""Our words for kinds of personal data, with their keys in two public taxonomies."""

from importlib.resources import files

from ostoja.policy.entries import Entry
from ostoja.policy.reader import entries_in
from ostoja.policy.text import Text

FILE = "taxonomy.toml"


class Category(Entry, frozen=True, kw_only=True):
    """A kind of data in our taxonomy, with its keys in two public ones where they have any.

    Source: fideslang 3.1.4 (data categories), W3C Data Privacy Vocabulary 2.3 (personal data).
    """

    label: Text
    fides: str | None = None
    dpv: str | None = None
    high: bool = False
    never_stored: bool = False


TAXONOMY = entries_in(FILE, files("ostoja.policy").joinpath(FILE).read_bytes(), Category)
