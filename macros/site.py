"""Site: the object that templates read as `site`."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import urldefrag

from macros.calls.practice import practises
from macros.checks.links import UNLISTED_PAGES
from macros.content import Content
from macros.diagram.labels import diagram_of
from macros.diagram.layout import Diagram
from macros.loading import load
from macros.models.addresses import address, asset_file, comparison_page, diagram_file, feed_file
from macros.models.change import CHANGES_PAGE
from macros.models.dates import as_of
from macros.models.scenario import example_page
from macros.pages.a_to_z import IndexEntry, a_to_z
from macros.pages.as_it_stood import Comparison, EditionPage, SinceThen, edition_pages, past_of_page
from macros.pages.embeds import Embed, embeds, former_embeds
from macros.pages.render import render
from macros.pages.route_scripts import route_scripts
from macros.pages.search_index import Indexed, as_json, index
from macros.pages.sheet_status import SheetStatus, statuses
from macros.paper.pdf import pdfs
from macros.paper.sheet import Sheet, sheet_of
from macros.publish import assets
from macros.publish.api import RESOURCE_KINDS
from macros.publish.feeds import ALL, feeds
from macros.publish.hosting import policy, policy_of_embeds
from macros.publish.minify import guard
from macros.records.history import History
from macros.records.redirects import Retired
from macros.records.routes import code_prefixes
from macros.watch.changes import WatchedChange, unchanged, watched_changes
from macros.watch.state import State, state_of

OF_ALL_CHANGES = ("index.md", CHANGES_PAGE, "partners/data.md")
"""The pages from which programs find the feed of all changes."""
USED = ("decide/", "checklists/")
"""What is used with guidance, by the beginning of its name."""


@dataclass(frozen=True)
class GeneratedPage:
    """A page without a file in docs/: its address, its template in overrides/, and its Markdown."""

    url: str
    template: str
    body: str = ""


@dataclass(frozen=True, repr=False)  # the macros plug-in writes the object into a log that nobody reads
class Site:
    """The checked content and what follows from it.

    `policy` and `framed_policy` are the content security policies of pages and embeds; both are empty under
    `make serve`, whose script loads pages again.
    """

    content: Content
    as_of: date
    policy: str = ""
    framed_policy: str = ""

    @cached_property
    def tombstones(self) -> Mapping[str, Retired]:
        """What became of each page that moved or was withdrawn, by address."""
        return {row.page[1:]: row for row in self.content.retired_pages.values()}

    @cached_property
    def made_styles(self) -> Mapping[str, str]:
        """The stylesheets that are made of content: of the partnership's colours, and of the choice of a setting."""
        return {
            "colours": render("colours", page_url="", colours=self.content.partnership.colours),
            "setting-filter": render("setting-filter", page_url="", settings=self.content.settings),
        }

    @cached_property
    def _dead_anchors(self) -> tuple[Mapping[str, Sequence[Retired]], Mapping[str, Sequence[Retired]]]:
        """By page, the anchors that went elsewhere than their page, and those that went with it."""
        apart: dict[str, list[Retired]] = defaultdict(list)
        along: dict[str, list[Retired]] = defaultdict(list)
        for row in self.content.retired:
            if row.fragment and row.to.partition("#")[0] != row.page:
                page = self.tombstones.get(row.page[1:])
                same = (page.to, f"{page.to}#{row.fragment}") if page else ()
                went_along = page and row.to in same and (row.day, row.reason) == (page.day, page.reason)
                (along if went_along else apart)[row.page[1:]].append(row)
        return apart, along

    def retired_anchors(self, url: str) -> Sequence[Retired]:
        """The retired anchors of a page that have a successor or a reason of their own."""
        return self._dead_anchors[0].get(url, ())

    def anchors_of_tombstone(self, url: str) -> Sequence[Retired]:
        """The anchors that were retired together with their page, with the same successor and reason."""
        return self._dead_anchors[1].get(url, ())

    @cached_property
    def citable(self) -> frozenset[str]:
        """The names of the pages that can be cited."""
        return frozenset(name for name in self.content.pages if not name.startswith(UNLISTED_PAGES))

    @cached_property
    def practice_pages(self) -> frozenset[str]:
        """The names of the pages whose cases are not the reader's: nothing on them is there to be copied."""
        return frozenset(name for name, page in self.content.pages.items() if practises(page))

    def used_with(self, name: str) -> Sequence[str]:
        """The pages of flowcharts and checklists that a page of guidance leads to, in the order of its words."""
        linked = (link.target.partition("#")[0].removeprefix("/") for link in self.content.pages[name].links)
        return tuple(dict.fromkeys(one for one in linked if one.startswith(USED) and not one.endswith("/index.md")))

    @cached_property
    def sheet_statuses(self) -> Mapping[str, SheetStatus]:
        """The status of each printed sheet, by the address on it."""
        return {status.url: status for status in statuses(self.content)}

    @cached_property
    def edition_pages(self) -> Mapping[str, EditionPage]:
        """The page of each edition as it stood, by address."""
        return {page.url: page for page in edition_pages(self.content)}

    def past_of_page(self, history: History) -> Sequence[tuple[EditionPage, str, SinceThen]]:
        """Each edition that had other words of a page, the last one first: it, the address then, what became of it."""
        return tuple(past_of_page(history, self.comparison.editions))

    @cached_property
    def comparison(self) -> Comparison:
        """The page on which editions are compared."""
        return Comparison(self.content, tuple(self.edition_pages.values()))

    @cached_property
    def code_prefixes(self) -> Mapping[str, str]:
        """By name of a flowchart, the first signs of the codes of its routes; a draft has none."""
        if not self.content.editions:
            return {}
        last = self.content.editions[-1]
        return code_prefixes(len(self.content.editions) - 1, last.things, self.content.things)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """The words of the printed sheet of each checklist."""
        return {name: sheet_of(self.content, "checklists", name, one) for name, one in self.content.checklists.items()}

    @cached_property
    def diagrams(self) -> Mapping[str, Diagram]:
        """The diagram of each flowchart."""
        return {name: diagram_of(self.content, chart) for name, chart in self.content.flowcharts.items()}

    @cached_property
    def embeds(self) -> Mapping[str, Embed]:
        """Current and former embeds, by address."""
        return {embed.url: embed for embed in (*former_embeds(self.content), *embeds(self.content))}

    @cached_property
    def watched_changes(self) -> Sequence[WatchedChange]:
        """What law watch saw change in the sources of rules and instruments, the latest first."""
        return watched_changes(self.content)

    @cached_property
    def late_changes(self) -> Mapping[str, WatchedChange]:
        """By the id of a rule or instrument, a change of its source that concerns advice and is open for too long."""
        late = [one for one in self.watched_changes if one.is_late(self.content, self.as_of)]
        return {point: one for one in late for point in one.points}

    @cached_property
    def _unchanged(self) -> Mapping[str, date]:
        return unchanged(self.content, list(self.watched_changes))

    def last_seen_unchanged(self, link: str) -> date | None:
        """The day on which the source at a link was last seen with the words that ours rest on."""
        return self._unchanged.get(urldefrag(link).url)

    @cached_property
    def state(self) -> State:
        """What is known of the site itself, for the page about its state."""
        return state_of(self.content, self.as_of)

    @cached_property
    def feeds(self) -> Mapping[str, str]:
        """The name of each feed, and what it is about."""
        return feeds(self.content)

    def feed_of(self, url: str) -> str:
        """The path of the feed of a page, or nothing."""
        settings = {address(f"settings/{name}.md"): feed_file(name) for name in self.content.settings}
        return (settings | dict.fromkeys(map(address, OF_ALL_CHANGES), feed_file(ALL))).get(
            address(url.removeprefix("./")), ""
        )

    @property
    def resource_kinds(self) -> Sequence[str]:
        """The kinds of thing that are published as JSON."""
        return tuple(RESOURCE_KINDS)

    @cached_property
    def _index(self) -> tuple[Indexed, ...]:
        return index(self.content)

    @property
    def letters(self) -> Mapping[str, Sequence[IndexEntry]]:
        """The lines of the A to Z by their letter."""
        return a_to_z(self._index)

    def assets(self) -> dict[str, Callable[[], str]]:
        """What gives the text of each file that pages load or link to, by its path."""
        return {
            **dict(assets.stylesheets(self.made_styles)),
            **dict(assets.scripts()),
            asset_file("find.json"): lambda: as_json(self.content, self._index),
            **dict(route_scripts(self.content)),
            **{diagram_file(name): partial(self._diagram, name) for name in self.content.flowcharts},
        }

    def _diagram(self, name: str) -> str:
        flowchart, diagram = self.content.flowcharts[name], self.diagrams[name]
        return render("diagram", page_url="", flowchart=flowchart, diagram=diagram)

    def generated_pages(self) -> Iterator[GeneratedPage]:
        """The tombstones, the pages of scenarios and editions, the status pages of sheets, and the embeds."""
        for url in self.tombstones:
            yield GeneratedPage(url, "tombstone.html")
        for key in self.content.scenarios:
            name = example_page(key)
            yield GeneratedPage(address(name), "example.html", self.content.pages[name].body)
        for url in self.sheet_statuses:
            yield GeneratedPage(url, "sheet-status.html")
        for url in self.edition_pages:
            yield GeneratedPage(url, "edition.html")
        if self.edition_pages:
            yield GeneratedPage(comparison_page(), "comparison.html")
        for url, embed in self.embeds.items():
            yield GeneratedPage(url, "embed.html", embed.body)


def load_site(docs: Path, *, has_policy: bool, typesets: bool = True) -> Site:
    """Load and check all content, and typeset every sheet, so that one whose words do not fit stops the build.

    Raises:
        ContentError: with every problem of the content, if there is any.
        ValueError: if AS_OF is no date.
    """
    content = load(docs)
    if typesets:
        pdfs(content)
    if not has_policy:
        return Site(content, as_of())
    return Site(content, as_of(), policy(guard()), policy_of_embeds(content.partnership))
