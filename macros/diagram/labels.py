"""Labels: the words of a diagram that are not those of its questions, from diagram/words.yml."""

from macros.content import Content
from macros.diagram.layout import Diagram, DiagramLabels, layout
from macros.models.addresses import address
from macros.models.base import Model
from macros.models.dates import format_date
from macros.models.flowchart import Flowchart
from macros.paths import COMPONENTS
from macros.reading.validation import read_words


class DiagramWords(Model):
    """The fixed words of every diagram. What stands in braces is filled in."""

    start: str
    separator: str
    handover: str
    approved: str
    awaits: str
    danger: str
    at_address: str
    address_follows: str


def diagram_of(content: Content, chart: Flowchart) -> Diagram:
    """The diagram of a flowchart, with its labels."""
    return layout(chart, _labels(content, chart))


def _labels(content: Content, chart: Flowchart) -> DiagramLabels:
    words = read_words(COMPONENTS, "diagram", DiagramWords)
    endings = {key: outcome.title for key, outcome in chart.outcomes.items()}
    for key, handover in chart.handovers.items():
        endings[key] = words.handover.format(title=handover.title, number=handover.number)
    return DiagramLabels(words.start, words.separator, endings, _foot(content, chart, words))


def _foot(content: Content, chart: Flowchart, words: DiagramWords) -> str:
    partnership, edition = content.partnership, content.partnership.edition
    sentences = (
        words.approved if edition.approved else words.awaits,
        words.danger,
        words.address_follows if partnership.is_placeholder else words.at_address,
    )
    return " ".join(sentences).format(
        version=chart.version,
        edition=edition.title,
        date=format_date(edition.date),
        number=partnership.contacts["999"].number,
        address=partnership.absolute_url(address(f"decide/{chart.name}.md")),
    )
