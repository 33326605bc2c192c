import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from ostoja.policy.adapters import with_adapters
from ostoja.policy.policy import Policy
from ostoja.policy.render.jsonld import CONTEXT, jsonld
from ostoja.policy.shelf import SHIPPED, shipped
from ostoja.policy.taxonomy import TAXONOMY
from tests.policy.small import small, small_with
from tests.rules.code import ROOT

VOCABULARIES = ROOT / "tests/schemas/dpv"
SHAPES = Path(__file__).parent / "shapes.ttl"
OURS = tuple(CONTEXT[prefix] for prefix in ("dpv", "eu-gdpr", "pd"))
POLICIES: dict[str, Callable[[], Policy]] = {"small": small, **{name: partial(shipped, name) for name in SHIPPED}}
# The library's own reader of linked data uses a class of its that it no longer wants to be used.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@cache
def terms() -> frozenset[URIRef]:
    """Every term that the vocabulary defines."""
    files = (Graph().parse(path) for path in sorted(VOCABULARIES.glob("*.ttl")))
    return frozenset(subject for graph in files for subject in graph.subjects(RDF.type) if isinstance(subject, URIRef))


def graph_of(policy: Policy) -> Graph:
    return Graph().parse(data=jsonld(policy), format="json-ld")


def unknown(graph: Graph) -> set[str]:
    """What the graph says in the words of the vocabulary and the vocabulary does not have."""
    said = {node for triple in graph for node in triple if isinstance(node, URIRef) and str(node).startswith(OURS)}
    return {str(term) for term in said - terms()}


# A007.
@pytest.mark.parametrize("name", POLICIES)
def test_only_terms_of_the_vocabulary_are_used(name: str) -> None:
    assert unknown(graph_of(POLICIES[name]())) == set()


@pytest.mark.parametrize("name", POLICIES)
def test_the_linked_data_have_the_shapes_that_they_must(name: str) -> None:
    conforms, _graph, told = validate(graph_of(POLICIES[name]()), shacl_graph=Graph().parse(SHAPES))

    assert conforms, told


def test_the_shapes_see_what_is_missing() -> None:
    graph = graph_of(small())
    graph.remove((None, URIRef(CONTEXT["dpv"] + "hasLegalBasis"), None))

    assert not validate(graph, shacl_graph=Graph().parse(SHAPES))[0]


def test_a_term_that_does_not_exist_is_seen() -> None:
    assert unknown(graph_of(small_with("purposes.toml", "dpv:DisputeManagement", "dpv:Quarrel"))) == {
        "https://w3id.org/dpv#Quarrel"
    }


def test_what_is_off_is_not_in_the_data() -> None:
    assert b"weather" in jsonld(small())
    assert b"weather" not in jsonld(with_adapters(small(), {"organisations"}))


def test_a_group_for_which_the_operator_is_a_processor_has_one() -> None:
    nodes = {node["@id"].split("#")[-1]: node for node in json.loads(jsonld(small()))["@graph"]}

    assert "dpv:hasDataProcessor" in nodes["purpose/org.service"]
    assert "dpv:hasDataController" in nodes["purpose/app.tax"]


def test_a_right_that_spans_articles_has_no_term() -> None:
    assert b"A13-14" not in jsonld(small())
    assert b"eu-gdpr:A7-3" in jsonld(small())


def test_every_category_has_terms_that_exist_or_none() -> None:
    dpv = {entry.dpv for entry in TAXONOMY.values() if entry.dpv is not None}

    assert {term for term in dpv if URIRef(CONTEXT["pd"] + term.removeprefix("pd:")) not in terms()} == set()
