"""Checks across files: references, ids, titles, words of duty and plain English."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from macros.calls import ON_PAGES, known_calls
from macros.calls.duty import duty_faults
from macros.checks import plain_english as style
from macros.checks.briefings import briefing_problems
from macros.checks.deadlines import deadline_problems
from macros.checks.decks import deck_problems
from macros.checks.doubt import doubt_problems
from macros.checks.flowcharts import flowchart_problems
from macros.checks.links import anchors, link_faults
from macros.checks.macro_calls import call_faults
from macros.checks.numbers import CARD, typed_numbers
from macros.checks.organisations import organisation_problems
from macros.checks.outcomes import outcome_problems
from macros.checks.page_length import page_length_problems
from macros.checks.reviews import review_problems
from macros.checks.scenarios import scenario_problems
from macros.checks.synonyms import synonym_problems
from macros.models.addresses import BRIEFING, CARDS, LARGE, PACK, POSTER_NAME, TABLE_NAME, address, is_made
from macros.models.base import Model
from macros.models.force import Force, unsourced_duties
from macros.models.inline_text import ContactMark, Duty, Inline, Link, TextRun, plain
from macros.models.organisation import ANYONE
from macros.models.sources import Entries, SourceEntry, SourceFiles, models, valid
from macros.models.texts import beside, repetitions, said_twice
from macros.reading.calls import Call
from macros.reading.markdown import Markdown
from macros.reading.problem import Problem, did_you_mean
from macros.reading.yaml import Loc

NAMES = ("title", "name", "short", "option", "area", "term", "stands_for", "members")
"""The keys of names in the settings, of terms and of kinds of organisation, which hold no marks."""


def problems(sources: SourceFiles) -> list[Problem]:
    """Every problem that takes more than one model or file to find."""
    known = _abbreviations(sources)
    said = [
        *_each_alone(sources),
        *_ids(sources),
        *_references(sources),
        *synonym_problems(sources),
        *_texts(sources, known),
        *doubt_problems(sources),
        *deadline_problems(sources),
        *page_length_problems(sources),
        *_shown(sources),
        *_addresses(sources),
        *_titles(sources),
        *flowchart_problems(sources),
        *outcome_problems(sources),
        *review_problems(sources),
        *organisation_problems(sources),
        *briefing_problems(sources),
        *deck_problems(sources),
        *(
            problem
            for name, page in (*sources.written_pages(), *sources.unsound.items())
            for problem in _page(sources, name, page, known)
        ),
    ]
    return [*said, *scenario_problems(sources, {problem.path for problem in said})]


def unused(sources: SourceFiles) -> Iterator[Problem]:
    """Yield a problem for each unused rule. Run only without other problems: a broken reference may be its use."""
    used = {key for page in sources.pages.values() if page for call in page.calls for key in call.ids}
    used |= {link.target.partition("#")[2] for page in sources.pages.values() if page for link in page.links}
    for _, _, text in sources.inline_texts:
        used |= {piece.rule for piece in text if isinstance(piece, Duty)}
        used |= {piece.target.partition("#")[2] for piece in text if isinstance(piece, Link)}
    for _, valid_entry, _ in sources.all_valid():
        used |= {key for _, part in valid_entry.parts for key in getattr(part, "sources", ())}
    for key, entry, _ in valid(sources.rules):
        if key not in used:
            sentence = f'"{key}" is used by no page and in no file. Name it where it is said, or delete it.'
            yield sources.problem(entry.name, entry.line(), sentence)


def _each_alone(sources: SourceFiles) -> Iterator[Problem]:
    for _, entry, model in sources.all_valid():
        for loc, sentence in model.cross_field_problems():
            yield sources.problem(entry.name, entry.line(loc), sentence)
        for loc, sentence in repetitions(model):
            yield sources.problem(entry.name, entry.line(loc), sentence)
    alone: tuple[Entries[Model], ...] = (  # a law may have several sections, and a change be made again
        *(sources.terms, sources.organisations, sources.scenarios, sources.open_blocks, sources.decks),
    )
    for things in alone:
        for place, sentence in said_twice(beside(models(things))):
            entry = things[str(place[0])]
            yield sources.problem(entry.name, entry.line(place[1:]), sentence)


def _ids(sources: SourceFiles) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    pages = {key: SourceEntry[Model](f"principles/{key}.md") for key in sources.principle_ids}
    for key, entry in (*sources.instruments.items(), *sources.rules.items(), *pages.items()):
        if key in seen:
            sentence = f'"{key}" is the id of a thing in {sources.root}/{seen[key]} already. Choose another id.'
            yield sources.problem(entry.name, entry.line(), sentence)
        seen.setdefault(key, entry.name)
    for _, entry, model in sources.printed():
        counts: Counter[str] = Counter()
        for loc, key in model.ids():
            counts[key] += 1
            if counts[key] == 2:
                yield sources.problem(
                    entry.name, entry.line(loc), f'"{key}" is the id of two things in this file. Change one.'
                )
    for key, entry in sources.flowcharts.items():
        if key in sources.checklists:
            sentence = f'"{key}" is the name of a checklist too, and their sheets share an address. Rename one.'
            yield sources.problem(entry.name, 1, sentence)
    for key, entry in (*sources.flowcharts.items(), *sources.checklists.items()):
        if key in (PACK, POSTER_NAME, TABLE_NAME) or key.startswith((BRIEFING, CARDS)) or key.endswith(LARGE):
            sentence = f'has a name, "{key}", that the files of sheets need. Give it another name.'
            yield sources.problem(entry.name, 1, sentence)


def _references(sources: SourceFiles) -> Iterator[Problem]:
    yield from _rules(sources)
    for _, entry, instrument in valid(sources.instruments):
        if instrument.replaced_by:
            kind, known = "instrument", sources.instruments
            yield from _unknown(sources, entry, ("replaced_by",), kind, instrument.replaced_by, known)
    yield from _changes(sources)
    for _, printed, _ in (*sources.printed(), *valid(sources.open_blocks)):
        for loc, model in printed.parts:
            for number, source in enumerate(getattr(model, "sources", ())):
                what = "instrument, rule or principle"
                yield from _unknown(sources, printed, (*loc, "sources", number), what, source, sources.source_ids)


def _unknown(
    sources: SourceFiles, entry: SourceEntry[Model], loc: Loc, kind: str, key: str, known: Collection[str]
) -> Iterator[Problem]:
    if key not in known and not sources.unreadable_kinds & {"instruments", "rules"}:
        yield sources.problem(entry.name, entry.line(loc), f'"{key}" is the id of no {kind}.{did_you_mean(key, known)}')


def _rules(sources: SourceFiles) -> Iterator[Problem]:
    instruments = models(sources.instruments)
    for _, entry, rule in valid(sources.rules):
        yield from _unknown(sources, entry, ("instrument",), "instrument", rule.instrument, sources.instruments)
        for key in ("holders", "receivers"):
            for number, kind in enumerate(getattr(rule, key)):
                known = [ANYONE, *sources.organisations]
                if "organisations" not in sources.unreadable_kinds and kind not in known:
                    sentence = f'"{kind}" is the id of no kind of organisation.{did_you_mean(kind, known)}'
                    yield sources.problem(entry.name, entry.line((key, number)), sentence)
        instrument = instruments.get(rule.instrument)
        replaced = instrument and instrument.replaced_by in sources.instruments
        if replaced and not rule.since:
            sentence = (
                f'"since" is missing: "{rule.instrument}" was replaced. Write "status: replaced" and '
                '"since: …" with the day, or name the instrument that says it now.'
            )
            yield sources.problem(entry.name, entry.line(("instrument",)), sentence)
        law_force = rule.force in (Force.MUST, Force.MUST_NOT)
        if instrument and instrument.kind in ("guidance", "review") and law_force:
            sentence = (
                f'"{rule.force}" needs a law, and "{rule.instrument}" is {instrument.kind}. '
                'Name the law as its instrument, or write "force: should".'
            )
            yield sources.problem(entry.name, entry.line(("force",)), sentence)
        announced = instrument and instrument.status == "announced" and instrument.starts
        if announced and rule.status == "in-force":
            sentence = (
                f'"status" is "in-force", but "{rule.instrument}" is only announced. Write "status: announced" '
                'and "starts: …", or record in instruments.yml that it has started.'
            )
            yield sources.problem(entry.name, entry.line(("status",)), sentence)


def _changes(sources: SourceFiles) -> Iterator[Problem]:
    for _, entry, change in valid(sources.changes):
        for number, setting in enumerate(change.settings):
            if setting not in (known := sources.setting_ids):
                sentence = f'"{setting}" is no setting.{did_you_mean(setting, known)}'
                yield sources.problem(entry.name, entry.line(("settings", number)), sentence)
        for number, page in enumerate(change.pages):
            for sentence in link_faults(sources, page, outside=False):
                yield sources.problem(entry.name, entry.line(("pages", number)), sentence)


def _texts(sources: SourceFiles, known: frozenset[str] | None) -> Iterator[Problem]:
    for entry, loc, text in sources.inline_texts:
        sourced = any(isinstance(piece, Link | Duty) for piece in text)
        sentences = [_bare_word(word) for _, word in unsourced_duties(plain(_no_marks(text)), sourced=sourced)]
        for piece in text:
            if isinstance(piece, Duty):
                sentences += duty_faults(sources, piece.macro, piece.rule)
            elif isinstance(piece, Link):
                sentences += link_faults(sources, piece.target, outside=False)
        sentences += [sentence for _, sentence in style.style_faults(plain(text), known)]
        if loc[:1] != ("contacts",):
            sentences += _typed(sources, entry.name, plain(_no_marks(text)))
        for sentence in sentences:
            yield sources.problem(entry.name, entry.line(loc), sentence)
    kinds = (sources.scenarios, sources.open_blocks, sources.changes, sources.decks)
    for _, entry, _ in (*sources.printed(), *(one for kind in kinds for one in valid(kind))):
        for loc, part in entry.parts:
            for key, lines in (("title", (getattr(part, "title", ""),)), ("choices", getattr(part, "choices", ()))):
                for sentence in (one for line in lines for one in _line_faults(sources, entry.name, line, known)):
                    yield sources.problem(entry.name, entry.line((*loc, key)), sentence)
    for _, entry, _ in (*valid({"": sources.partnership}), *valid(sources.terms), *valid(sources.organisations)):
        for loc, part in entry.parts:
            for key in NAMES:
                for _, word in unsourced_duties(getattr(part, key, "")):
                    yield sources.problem(entry.name, entry.line((*loc, key)), _bare_word(word))


def _line_faults(sources: SourceFiles, name: str, line: str, known: frozenset[str] | None) -> Iterator[str]:
    """What is wrong with a line of plain words, which holds no marks."""
    yield from (_bare_word(word) for _, word in unsourced_duties(line))
    yield from (sentence for _, sentence in style.style_faults(line, known))
    yield from _typed(sources, name, line)


def line_problems(sources: SourceFiles, path: str, lines: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """Yield a problem for each thing that is wrong with lines of plain words in a file beside docs/."""
    known = _abbreviations(sources)
    for number, line in lines:
        for sentence in _line_faults(sources, path, line, known):
            yield Problem(path, number, sentence)


def _typed(sources: SourceFiles, name: str, text: str) -> list[str]:
    return [sentence for _, sentence in _typed_at(sources, name, text)]


def _typed_at(sources: SourceFiles, name: str, text: str) -> Iterator[tuple[int, str]]:
    settings = sources.partnership.model
    if settings and name.partition("/")[0] != CARD:
        yield from typed_numbers(text, settings.contacts)


def _abbreviations(sources: SourceFiles) -> frozenset[str] | None:
    """What the glossary explains; None where a part of it cannot be read."""
    if "terms" in sources.unsound_kinds:
        return None
    return frozenset(term.term for _, _, term in valid(sources.terms) if term.stands_for)


def _no_marks(text: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(TextRun("·") if isinstance(piece, Duty | ContactMark) else piece for piece in text)


def _bare_word(word: str) -> str:
    return (
        f'"{word}" has no source. Write {{{{ must("rule-id") }}}} or {{{{ should("rule-id") }}}}, '
        "or say it as a plain instruction."
    )


def _shown(sources: SourceFiles) -> Iterator[Problem]:
    for name, home in ((name, home) for name, macro in ON_PAGES.items() for home in macro.homes(sources)):
        page = sources.pages.get(home.page)
        if home.page in sources.pages and (not page or any(any(call_faults(sources, call)) for call in page.calls)):
            continue  # that page is not valid, which is said already
        if not page or (name, home.ids) not in [(call.macro, call.ids) for call in page.calls]:
            call = Call(name, home.ids, 1)
            sentence = f"is shown by no page. Write {call} in {sources.root}/{home.page}."
            yield sources.problem(home.file, 1, sentence)


def _addresses(sources: SourceFiles) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in sorted(sources.pages.keys() & sources.files_read):
        if (first := seen.setdefault(address(name), name)) != name:
            sentence = (
                f"has the address of {sources.root}/{first}, and only one of the two can stand there. Rename one."
            )
            yield sources.problem(name, 1, sentence)
        if is_made(name):
            sentence = (
                f'is in "{name.partition("/")[0]}", a folder whose pages the site makes. Move it to another folder.'
            )
            yield sources.problem(name, 1, sentence)


def _titles(sources: SourceFiles) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, page in sources.written_pages():
        if (first := seen.setdefault(page.meta.title.casefold(), name)) != name:
            sentence = f'"{page.meta.title}" is the title of {sources.root}/{first} too. Change it, or delete the copy.'
            yield sources.problem(name, page.front.line(("title",)), sentence)
    seen = {}
    for _, entry, model in sources.printed():
        if (first := seen.setdefault(model.title.casefold(), entry.name)) != entry.name:
            sentence = f'"{model.title}" is the title of {sources.root}/{first} too. Change it, or delete the copy.'
            yield sources.problem(entry.name, entry.line(("title",)), sentence)


def _page(sources: SourceFiles, name: str, page: Markdown, known: frozenset[str] | None) -> Iterator[Problem]:
    for call in page.calls:
        for sentence in call_faults(sources, call):
            yield sources.problem(name, call.line, sentence)
    for link in page.links:
        for sentence in link_faults(sources, link.target, outside=True):
            yield sources.problem(name, link.line, sentence)
    for run in page.prose:
        for place, word in unsourced_duties(run.text, sourced=run.sourced):
            yield sources.problem(name, run.line + run.text[:place].count("\n"), _bare_word(" ".join(word.split())))
        for place, sentence in style.style_faults(run.text, known):
            yield sources.problem(name, run.line + run.text[:place].count("\n"), sentence)
        for place, sentence in _typed_at(sources, name, run.text):
            yield sources.problem(name, run.line + run.text[:place].count("\n"), sentence)
    for line, sentence in style.do_nots(page.entries):
        yield sources.problem(name, line, sentence)
    seen: dict[str, int] = {}
    said = set()
    for line, key in anchors(sources, name) or []:
        # One message a line is enough; two ids alike within one thing are a problem of its own file.
        if seen.setdefault(key, line) != line and line not in said:
            said.add(line)
            yield sources.problem(name, line, f'"{key}" is the id of something else on this page too. Change one.')
    for call, macro in known_calls(page.calls):
        for sentence in macro.page_faults(name):
            yield sources.problem(name, call.line, sentence)
