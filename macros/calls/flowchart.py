"""{{ flowchart("id") }}: a flowchart as text, question by question, and as a picture."""

from collections.abc import Iterator

from macros.calls.macro import Home, Macro, PageRenderer, Part, first_sentence, id_of
from macros.content import Content
from macros.models.addresses import ending_part
from macros.models.flowchart_source import node_ids, outcome_ids
from macros.models.inline_text import plain
from macros.models.sources import SourceFiles, models


def _render(page: PageRenderer, name: str) -> str:
    shown = {"diagram": page.diagrams[name], "code": page.code_prefixes.get(name, "")}
    return page.block("flowchart", flowchart=page.content.flowcharts[name], **shown)


def _ids(sources: SourceFiles, page: str, name: str) -> list[str] | None:
    flowcharts = models(sources.flowcharts)
    if len(flowcharts) < len(sources.flowcharts):  # it may show endings of any other
        return None
    diagram = "diagram" if page == f"decide/{name}.md" else f"{name}-diagram"
    return [*node_ids(name, flowcharts), diagram]


def _versioned_endings(sources: SourceFiles, name: str) -> Iterator[str]:
    """The ids of the endings of a flowchart in each of its versions, which links to an ending name."""
    flowcharts = models(sources.flowcharts)
    for key in outcome_ids(name, flowcharts):
        yield from (ending_part(key, version) for version in range(1, flowcharts[name].version + 1))


def _parts(content: Content, name: str) -> Iterator[Part]:
    flowchart = content.flowcharts[name]
    for key, question in flowchart.questions.items():
        more = " ".join(map(plain, (question.help, question.more)))
        options = " ".join(plain(text) for option in question.options.values() for text in option.words)
        yield Part(key, plain(question.text), first_sentence(more), f"{more} {options}", "question")
    for key, outcome in flowchart.outcomes.items():
        opened = [content.open_blocks[key] for key in outcome.blocks]
        below = (*outcome.more.texts, *(text for one in opened for text in one.text))
        words = " ".join([*map(plain, (*outcome.texts, *below)), *(one.title for one in opened)])
        yield Part(key, outcome.title, plain(outcome.when), words, "outcome")


MACROS = (
    Macro(
        name="flowchart",
        least=1,
        most=1,
        check=id_of("flowchart", lambda sources: sources.flowcharts),
        ids=_ids,
        permanent_ids=_versioned_endings,
        homes=lambda sources: [Home(f"decide/{key}.yml", f"decide/{key}.md", (key,)) for key in sources.flowcharts],
        parts=_parts,
        render=_render,
    ),
)
