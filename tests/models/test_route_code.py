"""A route code names an edition, a flowchart and its options; what was typed wrong is never read as another."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.content import Content
from macros.models.flow_graph import Graph
from macros.models.route_code import (
    BASE,
    CODE_SIGNS,
    MOST_EDITIONS,
    MOST_FLOWCHARTS,
    MOST_ROUTES,
    RouteCode,
    WrongCode,
    numbers_needed,
    read_code,
    route_number,
    walk,
)
from tests.support.graphs import clean_graphs, ways
from tests.support.route_codes import read_by_script, written_by_script

CODES = st.builds(
    RouteCode,
    st.integers(0, MOST_EDITIONS - 1),
    st.integers(0, MOST_FLOWCHARTS - 1),
    st.integers(0, MOST_ROUTES - 1),
)


def all_codes(content: Content) -> dict[RouteCode, tuple[Graph[str], list[tuple[str, str]]]]:
    """The code of each route of each flowchart, from each of its questions."""
    return {
        RouteCode(number, number, route_number(chart.graph, way)): (chart.graph, way)
        for number, chart in enumerate(content.flowcharts.values())
        for way in ways(chart.graph)
    }


@given(CODES)
def test_a_code_is_read_as_it_was_written(code: RouteCode) -> None:
    """In three times three signs, the first of which name the flowchart in its edition."""
    text = str(code)
    assert [len(part) for part in text.split("-")] == [3, 3, 3]
    assert text.startswith(code.prefix)
    assert read_code(text) == code


@given(CODES, st.sampled_from(["", " ", "-", " - ", "\u2013", "\u00a0", "\n"]))
def test_it_may_be_typed_in_small_letters_with_any_spaces_and_hyphens(code: RouteCode, between: str) -> None:
    """Those that a word processor makes, and none."""
    assert read_code(between.join(str(code).replace("-", "").lower())) == code


def mistakes(code: str) -> Iterator[str]:
    """The code with each single sign wrong, and with each two neighbours in each other's place."""
    signs = code.replace("-", "")
    for place, sign in product(range(len(signs)), CODE_SIGNS):
        yield signs[:place] + sign + signs[place + 1 :]
    for left, right in pairwise(range(len(signs))):
        yield signs[:left] + signs[right] + signs[left] + signs[right + 1 :]


def uncaught(codes: Iterable[RouteCode]) -> list[tuple[RouteCode, str]]:
    """Each mistake in one of the codes that is read as a code too, though it says something else."""
    found = []
    for code in codes:
        right = str(code).replace("-", "")
        for typed in set(mistakes(right)) - {right}:
            with suppress(WrongCode):
                read_code(typed)
                found.append((code, typed))
    return found


def test_each_wrong_sign_and_each_swap_of_neighbours_is_caught() -> None:
    """In a large sample of all codes that there can be."""
    draw = Random(29)  # noqa: S311 - no secret
    most = (MOST_EDITIONS, MOST_FLOWCHARTS, MOST_ROUTES)
    assert uncaught(RouteCode(*map(draw.randrange, most)) for _ in range(250)) == []


def test_each_mistake_in_a_code_of_the_small_site_is_caught(small_loaded: Content) -> None:
    """In all codes that its flowcharts have, which are as many as their ways."""
    codes = all_codes(small_loaded)
    assert len(codes) == sum(len(list(ways(chart.graph))) for chart in small_loaded.flowcharts.values()) > 10
    assert uncaught(codes) == []


@pytest.mark.parametrize("text", ["", "222-222-22", "222-222-2222", "A22-222-222", "0O1-I22-222", "222_222_222"])
def test_what_is_no_code_is_refused(text: str) -> None:
    """Too short, too long, or with a sign that no code has."""
    with pytest.raises(WrongCode):
        read_code(text)
    assert read_by_script([text]) == [None]


@given(clean_graphs())
def test_every_route_is_found_again_by_walking(graph: Graph[str]) -> None:
    """Whichever question it begins at; no two have one number, and none needs more than is said."""
    found = set()
    for way in ways(graph):
        number = route_number(graph, way)
        assert walk(graph, number) == (way, graph[way[-1][0]][way[-1][1]])
        found.add(number)
    assert len(found) == len(list(ways(graph)))
    assert max(found) < numbers_needed(graph)


def test_a_number_of_no_route_is_refused(small_loaded: Content) -> None:
    """What is left over when the ending is reached shows it."""
    graph = small_loaded.flowcharts["ask"].graph
    with pytest.raises(WrongCode):
        walk(graph, numbers_needed(graph))


def test_a_number_that_does_not_fit_is_refused() -> None:
    """And is not cut short."""
    for code in (RouteCode(MOST_EDITIONS, 0, 0), RouteCode(0, BASE, 0), RouteCode(0, 0, MOST_ROUTES)):
        with pytest.raises(ValueError, match="needs more than"):
            str(code)


def test_the_script_writes_and_reads_the_same(small_loaded: Content) -> None:
    """For every route of the small site; it forgives as much, and refuses as much."""
    codes = all_codes(small_loaded)
    digits = [
        (code.prefix, [(list(graph).index(way[0][0]), len(graph)), *chosen(graph, way)])
        for code, (graph, way) in codes.items()
    ]
    assert written_by_script(digits) == list(map(str, codes))
    numbers = [(code.edition, code.flowchart, code.route) for code in codes]
    assert read_by_script([str(code) for code in codes]) == numbers
    assert read_by_script([str(code).lower().replace("-", " \u2013 ") for code in codes]) == numbers
    one = str(next(iter(codes)))
    wrong = [typed for typed in mistakes(one) if typed != one.replace("-", "")]
    assert read_by_script(wrong) == [None] * len(wrong)


def chosen(graph: Graph[str], way: list[tuple[str, str]]) -> list[tuple[int, int]]:
    """The place of each option of a route, and how many there are."""
    return [(list(graph[question]).index(option), len(graph[question])) for question, option in way]
