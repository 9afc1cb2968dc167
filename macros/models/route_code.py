"""Route code: nine signs that name an edition, a flowchart in it, and the options that were chosen.

Two signs are the number of the edition, one that of the flowchart, five the route, and the last is a check. A route is
a number in mixed base: its lowest digit is the question that it begins at, the next ones are the options chosen, in
order. Whoever reads it walks the flowchart, which says how many options each question has.

No sign looks like another, and of the vowels there is E alone, so that no code is a word. The weights are 2 to 9, and 1
for the check. 29 is a prime, and no weight and no difference of two weights is a multiple of it: neither one wrong sign
nor two that changed places leave the sum a multiple of 29. Codes are written and read in the browser alone, by
`overrides/components/route-code/`.
"""

from macros.models.flow_graph import Graph, NodeT, most_combinations

CODE_SIGNS = "23456789BCDEFGHJKMNPQRSTVWXYZ"
BASE = len(CODE_SIGNS)

MOST_EDITIONS, MOST_FLOWCHARTS, MOST_ROUTES = (BASE**width for width in (2, 1, 5))
"""How many editions, flowcharts of an edition, and numbers of routes of a flowchart have a code."""


def code_prefix(edition: int, flowchart: int) -> str:
    """The first three signs, which all routes of a flowchart in an edition have; both are counted from 0.

    Raises:
        IndexError: if there is no code for so many.
    """
    return "".join(CODE_SIGNS[digit] for digit in (edition // BASE, edition % BASE, flowchart))


def numbers_needed(graph: Graph[NodeT]) -> int:
    """How many numbers the routes of a graph without loops need, from each of its questions: each is below this."""
    return len(graph) * most_combinations(graph)
