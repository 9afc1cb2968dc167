"""A route code names an edition, a flowchart and its options; what was typed wrong is never read as another."""

from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import given

from macros.content import Content
from macros.models.flow_graph import Graph
from macros.models.route_code import (
    BASE,
    CODE_SIGNS,
    MOST_EDITIONS,
    MOST_FLOWCHARTS,
    MOST_ROUTES,
    code_prefix,
    numbers_needed,
)
from tests.support.graphs import clean_graphs, ways
from tests.support.route_codes import RouteCode, digits_of, read_by_script, route_number, written_by_script


def numbers(code: RouteCode) -> tuple[int, int, int]:
    """What a code says."""
    return code.edition, code.flowchart, code.route


@pytest.fixture(scope="module")
def codes() -> list[RouteCode]:
    """A sample of all codes that there can be, the first and the last among them."""
    draw = Random(29)  # noqa: S311 - no secret
    most = (MOST_EDITIONS, MOST_FLOWCHARTS, MOST_ROUTES)
    sample = [RouteCode(*map(draw.randrange, most)) for _ in range(250)]
    return [RouteCode(0, 0, 0), RouteCode(*(number - 1 for number in most)), *sample]


def test_a_code_is_read_as_it_is_meant(codes: list[RouteCode]) -> None:
    """In three times three signs, the first of which name the flowchart in its edition."""
    texts = [str(code) for code in codes]
    assert {tuple(map(len, text.split("-"))) for text in texts} == {(3, 3, 3)}
    assert [text.split("-")[0] for text in texts] == [code_prefix(code.edition, code.flowchart) for code in codes]
    assert read_by_script(texts) == list(map(numbers, codes))


def test_it_may_be_typed_in_small_letters_with_any_spaces_and_hyphens(codes: list[RouteCode]) -> None:
    """Those that a word processor makes, and none."""
    signs = ["", " ", "-", " - ", "\u2013", "\u00a0", "\n"]
    typed = [between.join(str(code).replace("-", "").lower()) for between in signs for code in codes]
    assert read_by_script(typed) == list(map(numbers, codes)) * len(signs)


def mistakes(code: str) -> Iterator[str]:
    """The code with each single sign wrong, and with each two neighbours in each other's place."""
    signs = code.replace("-", "")
    for place, sign in product(range(len(signs)), CODE_SIGNS):
        yield signs[:place] + sign + signs[place + 1 :]
    for left, right in pairwise(range(len(signs))):
        yield signs[:left] + signs[right] + signs[left] + signs[right + 1 :]


def uncaught(codes: Iterable[RouteCode]) -> list[str]:
    """Each mistake in one of the codes that is read as a code too, though it says something else."""
    rights = [str(code).replace("-", "") for code in codes]
    typed = [wrong for right in rights for wrong in set(mistakes(right)) - {right}]
    return [wrong for wrong, read in zip(typed, read_by_script(typed), strict=True) if read]


def test_marks_around_a_code_and_signs_that_nobody_sees_are_no_part_of_it() -> None:
    """A comma, quotation marks, brackets, a minus for a hyphen, and what a program puts between words."""
    right = RouteCode(0, 0, 0)
    typed = [f"{right},", f"“{right}”.", f"({right})", f"\u200b{right}\u200e", str(right).replace("-", "\u2212")]
    assert read_by_script(typed) == [numbers(right)] * len(typed)


def test_each_wrong_sign_and_each_swap_of_neighbours_is_caught(codes: list[RouteCode]) -> None:
    """In a large sample of all codes that there can be."""
    assert uncaught(codes) == []


def test_each_route_of_the_small_site_has_a_code_in_which_each_mistake_is_caught(small_loaded: Content) -> None:
    """The script writes it, and reads it again, from each of the questions of its flowcharts."""
    meant = {
        RouteCode(number, number, route_number(chart.graph, way)): digits_of(chart.graph, way)
        for number, chart in enumerate(small_loaded.flowcharts.values())
        for way in ways(chart.graph)
    }
    assert len(meant) == sum(len(list(ways(chart.graph))) for chart in small_loaded.flowcharts.values()) > 10
    written = written_by_script([(code_prefix(code.edition, code.flowchart), digits) for code, digits in meant.items()])
    assert written == list(map(str, meant))
    assert read_by_script(written) == list(map(numbers, meant))
    assert uncaught(meant) == []


def test_what_is_no_code_is_refused() -> None:
    """Too short, too long, or with a sign that no code has, beside nine that are right too."""
    right = RouteCode(0, 0, 0)
    texts = ["", "222-222-22", "222-222-2222", "A22-222-222", "0O1-I22-222", "é22-222-222", f"{right}é", f"£{right}"]
    assert read_by_script(texts) == [None] * len(texts)


@given(clean_graphs())
def test_every_route_has_a_number_of_its_own(graph: Graph[str]) -> None:
    """Whichever question it begins at; and none needs more numbers than is said."""
    found = [route_number(graph, way) for way in ways(graph)]
    assert len(set(found)) == len(found)
    assert max(found) < numbers_needed(graph)


def test_an_edition_or_flowchart_beyond_the_last_has_no_code() -> None:
    """And no sign is left out."""
    for beyond in ((MOST_EDITIONS, 0), (0, BASE)):
        with pytest.raises(IndexError):
            code_prefix(*beyond)
