"""Copy the guidance with other words in every option, title and list item: only records and bytes may break.

Run as `python -m tests.support.reword FOLDER`. Each word that is changed keeps its length. It gives way to another
one of these docs, always the same, so that files stay as heavy; where all are short, their vowels change places.
"""

import re
import shutil
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from macros.diagram.text_width import wide
from macros.paths import DOCS

VOWELS = str.maketrans("aeiouAEIOU", "eioauEIOAU")
KINDS = yaml.safe_load((DOCS / "law" / "organisations.yml").read_text(encoding="utf-8")).values()
NAMES = "|".join(re.escape(name) for kind in KINDS for name in kind.get("called", ()))
KEPT = re.compile(
    r"^Do not\b|\{\{.*?\}\}|\{[#%].*?[#%]?\}|\]\([^)]*\)|`[^`]*`|\bhttps?:\S+|\b[A-Z]{2,}\w*\b|\\.|"
    rf"\b(?i:{NAMES})"
)
"""What a list of what not to do asks for, macros, ids, where links lead, code, abbreviations, and who is told."""
YAML_VALUE = re.compile(r"^( *)(?:- )?(?:text|title|label): *(?P<folded>>-)? *(?P<words>.*)$")
YAML_ITEM = re.compile(r"^ +- +(?P<words>\S.*)$")
PAGE_WORDS = re.compile(r"^(?:title: |#+ |\s*(?:[-*]|\d+\.) )(?P<words>.*)$")
CHECKED = "must|shall|should|have|duty|duties|please"
"""What the build reads as a duty, or as hard to read."""
LONG_WORD = re.compile(rf"\b(?!(?i:{CHECKED})\b)[A-Za-z][a-z]{{3,}}\b")


def other_words(text: str) -> str:
    """The text with other words, and all else as it was."""
    kept = [match.span() for match in KEPT.finditer(text)]
    cuts = [0, *(place for span in kept for place in span), len(text)]
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    if not any(LONG_WORD.search(piece) for piece in pieces[::2]):
        return "".join(piece if number % 2 else piece.translate(VOWELS) for number, piece in enumerate(pieces))
    return "".join(piece if number % 2 else LONG_WORD.sub(_other_word, piece) for number, piece in enumerate(pieces))


def _other_word(match: re.Match[str]) -> str:
    other = _long_words().get(match[0].lower(), match[0])
    return other.capitalize() if match[0][0].isupper() else other


@cache
def _long_words() -> dict[str, str]:
    """Each long word of docs/, with the next one of its length by width, so that titles still fit their place."""
    texts = [
        path.read_text(encoding="utf-8") for pattern in ("**/*.md", *REWORDED) for path in sorted(DOCS.glob(pattern))
    ]
    words = sorted({word.lower() for text in texts for word in LONG_WORD.findall(KEPT.sub("", text))})
    others = dict[str, str]()
    for length in {len(word) for word in words}:
        same = sorted((word for word in words if len(word) == length), key=lambda word: wide(word, 100))
        others |= zip(same, [*same[1:], same[0]], strict=True)
    return others


def _changed(line: str, match: re.Match[str]) -> str:
    start, end = match.span("words")
    return line[:start] + other_words(match["words"]) + line[end:]


def reworded_yaml(text: str) -> str:
    """A checklist, flowchart or list of scenarios with other words in its texts, titles and steps."""
    lines = []
    folded, steps = -1, -1  # how far in the lines of a folded text, or of a list of steps, stand at least
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        if not line.strip() or indent <= folded:
            folded = -1
        if line.strip() and indent <= steps and not line.lstrip().startswith("- "):
            steps = -1
        if folded >= 0:
            lines.append(line[:indent] + other_words(line[indent:]))
        elif match := YAML_VALUE.match(line):
            folded = indent if match["folded"] else -1
            lines.append(_changed(line, match))
        elif steps >= 0 and (match := YAML_ITEM.match(line)):
            folded = indent if match["words"] == ">-" else -1
            lines.append(_changed(line, match))
        else:
            steps = indent if line.strip() == "do:" else steps
            lines.append(line)
    return "\n".join(lines)


def reworded_page(text: str) -> str:
    """A page with other words in its title, headings and list items."""
    return "\n".join(_changed(line, match) if (match := PAGE_WORDS.match(line)) else line for line in text.split("\n"))


REWORDED = ("checklists/*.yml", "decide/*.yml", "guidance/scenarios.yml", "about/changes.yml")


def reword(docs: Path) -> None:
    """Reword a copy of docs/, but for what tells editors how things are written, and the partnership's own list."""
    for pattern in REWORDED:
        for path in docs.glob(pattern):
            path.write_text(reworded_yaml(path.read_text(encoding="utf-8")), encoding="utf-8")
    for path in docs.rglob("*.md"):
        if "editing" not in path.parts:
            path.write_text(reworded_page(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    reword(shutil.copytree(DOCS, Path(sys.argv[1])))
