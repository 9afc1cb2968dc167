"""A reader view, by Mozilla's own code, keeps what a page is for: its numbers, headings, what to do and what not."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.support.pages import KINDS, SMALL_KINDS, addresses
from tests.support.readability import scripts
from tests.support.watched import Watch

pytestmark = pytest.mark.slow

READ = """([scripts, without]) => {
  const [Readability, isReaderable] = new Function(`${scripts}; return [Readability, isProbablyReaderable];`)();
  const words = text => text.replace(/\\s+/g, '');
  const furniture =
    'form, button, nav, summary, [hidden], [role=status], .stepper, .ring-line, .cite, .reviewed, .draft, .overdue';
  const lines = places => [...document.querySelectorAll(places)]
    .filter(line => !line.closest(furniture) && line.checkVisibility({ visibilityProperty: true }))
    .filter(line => !line.querySelector('p, li, dt, dd, button, details'))
    .map(line => line.textContent.trim()).filter(line => line);
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  const orders = '.sides li, .flowchart__line, .flowchart__line li, .scenario > * > .flowchart__head > *';
  const parts = lines(`main :is(h1, h2, h3, h4, ${orders}, a[href^="tel:"])`);
  const all = lines('main :is(p, li, dt, dd, label)');
  if (!isReaderable(document)) return null;
  for (const one of document.querySelectorAll(without || 'template')) one.className = 'contact';
  const read = new Readability(document.cloneNode(true)).parse();
  const kept = words(read.title + new DOMParser().parseFromString(read.content, 'text/html').body.textContent);
  const lost = wanted => wanted.filter(line => !kept.includes(words(line)));
  return { parts: lost(parts), others: lost(all).length / all.length };
}"""
"""What eyes see of a page and a reader view has not: parts that it must have, and the share of all lines.

Nothing where no browser offers such a view. The line of numbers over a flowchart is none: endings have theirs.
`without` makes parts look as contacts once did.
"""


def read(watch: Watch, address: str, names: Iterable[str], without: str = "") -> dict[str, Any]:
    """What the view lost of each page that has one."""
    # A reader view is no part of the page, whose policy does not bind it.
    page = watch(viewport={"width": 1280, "height": 800}, bypass_csp=True).page()
    found = {}
    for name in names:
        page.goto(address + name)
        found[name] = page.evaluate(READ, [scripts(), without])
    return {name: told for name, told in found.items() if told}


def check(told: dict[str, Any]) -> None:
    """Each part is kept, and six in seven of all lines."""
    assert {name: one["parts"] for name, one in told.items() if one["parts"]} == {}
    assert {name: one["others"] for name, one in told.items() if one["others"] > 0.15} == {}


@pytest.mark.thorough
def test_a_reader_view_keeps_each_kind_of_page_of_the_small_site(watch: Watch, small_address: str) -> None:
    """The same of another partnership's."""
    check(read(watch, small_address, [name for name in SMALL_KINDS if not name.startswith("embed/")]))


def test_a_reader_view_keeps_each_kind_of_page(watch: Watch, address: str) -> None:
    """On a page of each kind; a part that looks like furniture is missed."""
    told = read(watch, address, [*KINDS, "guidance/documents/", "with/school/", "examples/bruises/"])
    check(told)
    assert len(told) > 8
    example = "examples/background/"  # its endings have no number to ring
    assert read(watch, address, [example])[example]["parts"] == []
    assert read(watch, address, ["guidance/emergency/"], "main *")["guidance/emergency/"]["parts"]


@pytest.mark.thorough
def test_a_reader_view_keeps_what_every_page_is_for(watch: Watch, site: Path, address: str) -> None:
    """Numbers, headings, what to do and not to do, on all pages but the card of editors; examples lose some lines."""
    told = read(watch, address, [name for name in addresses(site) if not name.startswith(("embed/", "c/", "editing/"))])
    assert {name: one["parts"] for name, one in told.items() if one["parts"]} == {}
