"""Checks across files: what one thing says of another has to be true."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from macros import change, style
from macros.flowchart import Draft, shown
from macros.flowchart_checks import flowchart_problems
from macros.force import MARKS, Force, bare
from macros.found import Entry, Found
from macros.model import Model
from macros.page import Call, Page
from macros.released import LARGE, PACK
from macros.render import address
from macros.scenario_checks import scenario_problems
from macros.source import Loc, Problem, did_you_mean
from macros.text import Link, Mark, Piece, Words, plain
from macros.written import missing


@dataclass(frozen=True)
class Macro:
    """What a page may call: the kind of id or the words it takes, how many, and whether it makes a block."""

    takes: str | tuple[str, ...] = ""
    least: int = 0
    most: int = 0
    block: bool = True


MACROS = {
    **{name: Macro("rules", 1, 1, block=False) for name in (*MARKS, "rule")},
    "checklist": Macro("checklists", 1, 1),
    "flowchart": Macro("flowcharts", 1, 1),
    "principle": Macro("principles", 1, 1),
    "instruments": Macro(("listed", "others"), 1, 1),
    "rules": Macro(("who", "year"), 1, 1),
    "contacts": Macro("contacts", 0, 99),
    "glossary": Macro(),
    "a_to_z": Macro(),
    "sheets": Macro(),
    "scenarios": Macro("settings", 0, 1),
    "written": Macro("files", 1, 99),
    "changes": Macro(),
    "snippets": Macro(),
    "feeds": Macro(),
    "data": Macro(),
}
"""Every macro that a page may call."""

FRAME = ("main", "section-title", "sources-title", "search", "search-list")
"""Ids that the frame of every page has."""


SNIPPETS = ("flowchart", "checklist", "contacts", "principle", "instrument")
"""What can be embedded, in the order of the page that lists the snippets."""

UNCITED = ("404.md", "editing/", "about/practice.md")
"""Pages that nobody is meant to link to."""


def problems(found: Found) -> list[Problem]:
    """Everything that is wrong between the things that were found."""
    known = _abbreviations(found)
    said = [
        *_each_alone(found),
        *_ids(found),
        *_references(found),
        *_texts(found, known),
        *_shown(found),
        *_titles(found),
        *flowchart_problems(found),
        *(problem for name, page in found.pages.items() if page for problem in _page(found, name, page, known)),
    ]
    return [*said, *scenario_problems(found, {problem.path for problem in said})]


def unused(found: Found) -> Iterator[Problem]:
    """Each rule that nothing names; only where nothing else is wrong, since a mistake may be its use."""
    used = {key for page in found.pages.values() if page for call in page.calls for key in call.ids}
    used |= {target.partition("#")[2] for page in found.pages.values() if page for _, target in page.links}
    for _, entry in found.valid():
        for _, text in _all_text(entry.model):
            used |= {piece.rule for piece in text if isinstance(piece, Mark)}
            used |= {piece.target.partition("#")[2] for piece in text if isinstance(piece, Link)}
        used |= {key for _, model in _models(entry.model, ()) for key in getattr(model, "sources", ())}
    for key, entry in found.valid("rules"):
        if key not in used:
            sentence = f'"{key}" is used by no page and in no file. Name it where it is said, or delete it.'
            yield found.problem(entry.name, entry.line(), sentence)


def _each_alone(found: Found) -> Iterator[Problem]:
    for _, entry in found.valid():
        if hasattr(entry.model, "check"):
            for loc, sentence in entry.model.check():
                yield found.problem(entry.name, entry.line(loc), sentence)


def _ids(found: Found) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for kind in ("instruments", "rules", "principles"):
        for key in found.ids(kind):
            if key in seen:
                entry = found.entries[kind].get(key, Entry(f"principles/{key}.md"))
                yield found.problem(
                    entry.name,
                    entry.line(),
                    f'"{key}" is the id of a thing in {found.root}/{seen[key]} already. Choose another id.',
                )
            seen.setdefault(
                key, found.entries[kind][key].name if key in found.entries[kind] else f"principles/{key}.md"
            )
    for _, entry in found.valid("checklists", "flowcharts"):
        counts: Counter[str] = Counter()
        for loc, key in entry.model.ids():
            counts[key] += 1
            if counts[key] == 2:
                yield found.problem(
                    entry.name, entry.line(loc), f'"{key}" is the id of two things in this file. Change one.'
                )
    for key, entry in found.entries["flowcharts"].items():
        if key in found.entries["checklists"]:
            sentence = f'"{key}" is the name of a checklist too, and their sheets share an address. Rename one.'
            yield found.problem(entry.name, 1, sentence)
    for key, entry in (*found.entries["flowcharts"].items(), *found.entries["checklists"].items()):
        if key == PACK or key.endswith(LARGE):
            sentence = f'has a name, "{key}", that the files of sheets need. Give it another name.'
            yield found.problem(entry.name, 1, sentence)


def _references(found: Found) -> Iterator[Problem]:
    lost = found.lost & {"instruments", "rules"}

    def unknown(entry: Entry, loc: Loc, kind: str, key: str, known: list[str]) -> Iterator[Problem]:
        if key not in known and not lost:
            yield found.problem(
                entry.name, entry.line(loc), f'"{key}" is the id of no {kind}.{did_you_mean(key, known)}'
            )

    for _, entry in found.valid("rules"):
        yield from unknown(entry, ("instrument",), "instrument", entry.model.instrument, found.ids("instruments"))
        instrument = found.entries["instruments"].get(entry.model.instrument, Entry("")).model
        replaced = instrument and instrument.replaced_by in found.ids("instruments")
        if replaced and not entry.model.since:
            sentence = (
                f'"since" is missing: "{entry.model.instrument}" was replaced. Write "status: replaced" and '
                '"since: …" with the day, or name the instrument that says it now.'
            )
            yield found.problem(entry.name, entry.line(("instrument",)), sentence)
        announced = instrument and instrument.status == "announced" and instrument.starts
        if announced and entry.model.status == "in-force":
            sentence = (
                f'"status" is "in-force", but "{entry.model.instrument}" is only announced. Write "status: announced" '
                'and "starts: …", or record in instruments.yml that it has started.'
            )
            yield found.problem(entry.name, entry.line(("status",)), sentence)
    for _, entry in found.valid("instruments"):
        if entry.model.replaced_by:
            known = found.ids("instruments")
            yield from unknown(entry, ("replaced_by",), "instrument", entry.model.replaced_by, known)
    for key, entry in found.valid("synonyms"):
        one = entry.model
        for sentence in _link(found, one.first, outside=False) if one.first else ():
            yield found.problem(entry.name, entry.line(("first",)), sentence)
        for number, page in enumerate(one.leads):
            sentences = list(_link(found, page, outside=False))
            if not sentences and ("#" in page or page.removeprefix("/").startswith(UNCITED)):
                sentences = [f'"{page}" is no page that search finds. Name a page, without a place on it.']
            for sentence in sentences:
                yield found.problem(entry.name, entry.line(("leads", number)), sentence)
        for number, group in enumerate(one.groups):
            for part, named in enumerate(group):
                yield from unknown(entry, ("groups", number, part), "group of words", named, found.ids("synonyms"))
                of = found.entries["synonyms"].get(named, Entry("")).model
                if of and of.leads and not of.typed:
                    sentence = f'"{named}" has no words of its own. Name the groups that it is made of.'
                    yield found.problem(entry.name, entry.line(("groups", number, part)), sentence)
        if not one.typed and not one.groups:
            sentence = f'"{key}" has neither "typed" nor "groups". Write what people type: "typed: [mam, mummy]".'
            yield found.problem(entry.name, entry.line(()), sentence)
    for _, entry in found.valid("changes"):
        for number, setting in enumerate(entry.model.settings):
            if setting not in (known := found.ids("settings")):
                sentence = f'"{setting}" is no setting.{did_you_mean(setting, known)}'
                yield found.problem(entry.name, entry.line(("settings", number)), sentence)
        for number, page in enumerate(entry.model.pages):
            for sentence in _link(found, page, outside=False):
                yield found.problem(entry.name, entry.line(("pages", number)), sentence)
    for _, entry in found.valid("checklists", "flowcharts"):
        for loc, model in _models(entry.model, ()):
            for number, source in enumerate(getattr(model, "sources", ())):
                what = "instrument, rule or principle"
                yield from unknown(entry, (*loc, "sources", number), what, source, found.sources)


def _models(value: Any, loc: Loc) -> Iterator[tuple[Loc, Model]]:
    if isinstance(value, Model):
        yield loc, value
        for name in type(value).model_fields:
            yield from _models(getattr(value, name), (*loc, name))
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _models(below, (*loc, key))


def _all_text(model: Any) -> Iterator[tuple[Loc, tuple[Piece, ...]]]:
    for loc, part in _models(model, ()):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if not isinstance(value, tuple) or not value:
                continue
            if isinstance(value[0], get_args(Piece)):
                yield (*loc, name), value
            elif isinstance(value[0], tuple):
                for number, text in enumerate(value):
                    if all(isinstance(piece, get_args(Piece)) for piece in text):
                        yield (*loc, name, number), text


def _texts(found: Found, known: frozenset[str]) -> Iterator[Problem]:
    for _, entry in found.valid():
        for loc, text in _all_text(entry.model):
            sourced = any(isinstance(piece, Link | Mark) for piece in text)
            sentences = [_bare_word(word) for _, word in bare(plain(_no_marks(text)), sourced=sourced)]
            for piece in text:
                if isinstance(piece, Mark):
                    sentences += _mark(found, piece.macro, piece.rule)
                elif isinstance(piece, Link):
                    sentences += _link(found, piece.target, outside=False)
            sentences += [sentence for _, sentence in style.faults(plain(text), known)]
            for sentence in sentences:
                yield found.problem(entry.name, entry.line(loc), sentence)
    for _, entry in found.valid("checklists", "flowcharts", "scenarios"):
        for loc, model in _models(entry.model, ()):
            title = getattr(model, "title", "")
            said = [*((_bare_word(word)) for _, word in bare(title)), *(one for _, one in style.faults(title, known))]
            for sentence in said:
                yield found.problem(entry.name, entry.line((*loc, "title")), sentence)


def _abbreviations(found: Found) -> frozenset[str]:
    return frozenset(entry.model.term for _, entry in found.valid("terms") if entry.model.stands_for)


def _no_marks(text: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(Words("·") if isinstance(piece, Mark) else piece for piece in text)


def _bare_word(word: str) -> str:
    return (
        f'"{word}" has no source. Write {{{{ must("rule-id") }}}} or {{{{ should("rule-id") }}}}, '
        "or say it as a plain instruction."
    )


def _mark(found: Found, macro: str, rule_id: str) -> Iterator[str]:
    known = found.ids("rules")
    if "rules" in found.lost:
        return
    if rule_id not in known:
        yield f'"{rule_id}" is the id of no rule.{did_you_mean(rule_id, known)}'
        return
    rule = found.entries["rules"][rule_id].model
    if rule is None or macro == "rule" or MARKS[macro] == rule.force:
        return
    right = {force: name for name, force in MARKS.items()}.get(rule.force)
    instead = f'{{{{ {right}("{rule_id}") }}}}' if right else 'the plain word "may"'
    compared = _compared(MARKS[macro], rule.force)
    yield f'"{macro}" is {compared} its rule "{rule_id}", which says "{rule.word}". Write {instead}.'


def _compared(said: Force, ruled: Force) -> str:
    strength = ("may", "should", "must")
    if said.endswith("not") != ruled.endswith("not"):
        return "the opposite of"
    difference = strength.index(said.split("-")[0]) - strength.index(ruled.split("-")[0])
    return "stronger than" if difference > 0 else "weaker than"


def _link(found: Found, target: str, *, outside: bool) -> Iterator[str]:
    settings = found.entries["partnership"].get("", Entry("")).model
    if settings and target.startswith(settings.address):
        yield f'"{target}" leads to this site by its full address. Write the page instead, such as /law/index.md.'
        return
    if outside and re.match(r"(https://|tel:|mailto:)\S+$", target):
        return
    path, _, fragment = target.removeprefix("/").partition("#")
    if not target.startswith("/") or not path.endswith(".md"):
        also = " or https://…" if outside else ""
        near = _page_meant(found, path)
        yield f'"{target}" is no link that we use: write /folder/page.md, /folder/page.md#id{also}.{near}'
    elif path not in found.pages:
        near = did_you_mean(f"/{path}", [f"/{name}" for name in found.pages])
        yield f'"{target}" leads to no page.{near}'
    elif fragment and (page := found.pages[path]):
        brought = anchors(found, page)
        known = [key for _, key in brought or []]
        if brought is not None and fragment not in known:
            yield f'"{target}" leads to nothing: that page has no id "{fragment}".{did_you_mean(fragment, known)}'


def _page_meant(found: Found, path: str) -> str:
    """The page that a link written in another way leads to, as a sentence, or nothing."""
    parts = [part for part in path.removesuffix(".md").split("/") if part not in ("", ".", "..", "index")]
    for name in sorted(name for name in found.pages if not name.startswith(UNCITED)):
        if parts and name.removesuffix(".md").removesuffix("/index").split("/")[-len(parts) :] == parts:
            return f' Did you mean "/{name}"?'
    return ""


def anchors(found: Found, page: Page) -> list[tuple[int, str]] | None:
    """Every id on a page with the line that brings it; None where a thing on it is not valid."""
    if id(page) not in found.brought:
        found.brought[id(page)] = _anchors(found, page)
    return found.brought[id(page)]


def _anchors(found: Found, page: Page) -> list[tuple[int, str]] | None:
    ids = [*((0, key) for key in FRAME), *page.anchors]
    for call in page.calls:
        if any(_call(found, call)) or (found.lost and call.macro in ("instruments", "glossary", "changes")):
            return None
        brought: list[str] = []
        match call.macro:
            case "checklist" | "flowchart":
                entry = found.entries[f"{call.macro}s"].get("".join(call.ids))
                if entry is None or entry.model is None:
                    return None
                brought += [key for _, key in entry.model.ids()]
                if call.macro == "flowchart":
                    brought += [*shown(entry.model, dict(_drafts(found))), "diagram"]
                if call.macro == "checklist":
                    brought += [f"{item}-tick" for section in entry.model.sections.values() for item in section.items]
            case "principle":
                brought += call.ids
                principle = found.pages.get(f"principles/{call.ids[0]}.md")
                brought += [key for _, key in principle.anchors] if principle else []
            case "glossary":
                brought += found.ids("terms")
            case "scenarios":
                brought += found.ids("scenarios") if not call.ids else ()
            case "snippets":
                brought += [f"{kind}-snippets" for kind in SNIPPETS]
            case "changes":
                brought += found.ids("changes")
            case "instruments":
                brought += (listed := _instruments(found, call.ids[0]))
                brought += [key for key, entry in found.valid("rules") if entry.model.instrument in listed]
        ids += [(call.line, key) for key in brought]
    return ids


def _drafts(found: Found) -> Iterator[tuple[str, Draft]]:
    for name, entry in found.valid("flowcharts"):
        yield name, entry.model


def addresses(found: Found) -> Iterator[str]:
    """Every address that can be cited: of pages, and of what has an id of its own on them; only where all is valid."""
    for name, page in found.pages.items():
        if page is None or name.startswith(UNCITED):
            continue
        yield (top := "/" + address(name))
        ids = {key for _, key in anchors(found, page) or []}
        yield from (f"{top}#{key}" for key in ids if key not in FRAME and not key.endswith("-tick"))
        for call in page.calls:
            if call.macro == "flowchart":
                yield from (f"{top}#{key}" for key in _endings(found, call.ids[0]))


def _endings(found: Found, name: str) -> Iterator[str]:
    """The places of the endings of a flowchart in each of its versions, which links to an ending name."""
    draft: Draft = found.entries["flowcharts"][name].model
    borrowed = [key for key, ref in shown(draft, dict(_drafts(found))).items() if ref.partition("/")[2] == key]
    for key in (*draft.outcomes, *borrowed):
        yield from (f"{key}.{version}" for version in range(1, draft.version + 1))


def _instruments(found: Found, which: str) -> list[str]:
    return [key for key, entry in found.valid("instruments") if bool(entry.model.listed) == (which == "listed")]


def _shown(found: Found) -> Iterator[Problem]:
    for folder, macro in (("checklists", "checklist"), ("decide", "flowchart")):
        for key, entry in found.entries[f"{macro}s"].items():
            name = f"{folder}/{key}.md"
            page = found.pages.get(name)
            if (page is None and name in found.pages) or (page and any(_call(found, call) for call in page.calls)):
                continue  # that page is not valid, which is said already
            if not page or (macro, (key,)) not in [(call.macro, call.ids) for call in page.calls]:
                sentence = f'is shown by no page. Write {{{{ {macro}("{key}") }}}} in {found.root}/{name}.'
                yield found.problem(entry.name, 1, sentence)
    page = found.pages.get(change.PAGE)
    broken = change.PAGE in found.pages and page is None
    if found.ids("changes") and not (broken or (page and "changes" in [call.macro for call in page.calls])):
        name = next(iter(found.entries["changes"].values())).name
        sentence = f"is shown by no page. Write {{{{ changes() }}}} in {found.root}/{change.PAGE}."
        yield found.problem(name, 1, sentence)


def _titles(found: Found) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, page in found.pages.items():
        if page and (first := seen.setdefault(page.meta.title, name)) != name:
            sentence = f'"{page.meta.title}" is the title of {found.root}/{first} too. Change it, or delete the copy.'
            yield found.problem(name, page.front.line(("title",)), sentence)


def _page(found: Found, name: str, page: Page, known: frozenset[str]) -> Iterator[Problem]:
    for call in page.calls:
        for sentence in _call(found, call):
            yield found.problem(name, call.line, sentence)
    for line, target in page.links:
        for sentence in _link(found, target, outside=True):
            yield found.problem(name, line, sentence)
    for line, prose in page.prose:
        words = re.sub(r"\]\([^)]*\)|\{#[^}]*\}", lambda m: " " * len(m[0]), prose)
        for place, word in bare(words, sourced="](" in prose):
            yield found.problem(name, line + words[:place].count("\n"), _bare_word(" ".join(word.split())))
        for place, sentence in style.faults(prose, known):
            yield found.problem(name, line + prose[:place].count("\n"), sentence)
    seen: dict[str, int] = {}
    said = set()
    for line, key in anchors(found, page) or []:
        # One message a line is enough; two ids alike within one thing are a problem of its own file.
        if seen.setdefault(key, line) != line and line not in said:
            said.add(line)
            yield found.problem(name, line, f'"{key}" is the id of something else on this page too. Change one.')
    if name.startswith("principles/") and name != "principles/index.md":
        for call in page.calls:
            if call.macro == "principle":
                yield found.problem(
                    name, call.line, '"principle" cannot stand in a principle. Write a link to it instead.'
                )


def _call(found: Found, call: Call) -> Iterator[str]:
    macro = MACROS.get(call.macro)
    if macro is None:
        yield f'"{call.macro}" is no macro.' + (
            did_you_mean(call.macro, MACROS) or f" What can stand here: {', '.join(MACROS)}."
        )
        return
    if not macro.least <= len(call.ids) <= macro.most:
        form = {0: f"{call.macro}()", 1: f'{call.macro}("id")'}[macro.least]
        yield f'"{call.macro}" is called with the wrong number of ids: write {{{{ {form} }}}}.'
        return
    if macro.block and not call.alone:
        yield f'"{call.macro}" makes a block: put {{{{ … }}}} at the start of a line of its own.'
    if macro.takes == "rules":
        yield from _mark(found, call.macro, call.ids[0])
        return
    if macro.takes == "files":
        yield from _written(found, *call.ids)
        return
    words = macro.takes if isinstance(macro.takes, tuple) else ()
    known = words or found.ids(str(macro.takes))
    for key in call.ids:
        if key not in known:
            what = f"word for {call.macro}: write {' or '.join(words)}" if words else f"id of a {macro.takes[:-1]}"
            yield f'"{key}" is no {what}.{did_you_mean(key, known)}'


def _written(found: Found, name: str, *places: str) -> Iterator[str]:
    if name not in found.read:
        yield f'"{name}" is no file below {found.root}.{did_you_mean(name, found.read)}'
    elif name.endswith(".md"):
        yield from ['"written" shows the keys of a page whole: write its name alone.'] if places else ()
    else:
        source = next((entry.source for _, entry in found.valid() if entry.name == name), None)
        yield from (sentence for place in places if source and (sentence := missing(source, place)))
