"""Tokens: a component's stylesheet has no colour, size of type, weight, radius or room that base.css does not name."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import tinycss2

from macros.paths import COMPONENTS

ROOM = re.compile(r"(?:margin|padding|scroll-padding|scroll-margin)(?:-.*)?|(?:column-|row-)?gap|inset(?:-.*)?")
"""The properties that make room."""
NAMED = {
    "black",
    "white",
    "red",
    "green",
    "blue",
    "gray",
    "grey",
    "silver",
    "navy",
    "teal",
    "orange",
    "yellow",
    "purple",
}
"""Names of colours; those of the system, such as Canvas, are the reader's own."""
COLOURED = re.compile(
    r"color|background(?:-color)?|fill|stroke|border.*|outline.*|box-shadow|accent-color|text-decoration.*"
)


def declarations(css: str, media: str = "") -> Iterator[tuple[str, str, str]]:
    """Each declaration of a stylesheet: the media it is for, its property and its value."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.content is not None:
            yield from declarations(tinycss2.serialize(rule.content), media + tinycss2.serialize(rule.prelude))
        elif rule.type == "qualified-rule":
            for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                if one.type == "declaration":
                    yield media, one.lower_name, tinycss2.serialize(one.value).strip()


def strange(css: str) -> list[str]:
    """Each declaration whose value is not from the list; sizes on paper are points and millimetres, of their own."""
    found = []
    for media, name, value in declarations(css):
        on_paper = "print" in media
        words = re.findall(r"(?<![-\w])[a-z]+(?![-\w(])", re.sub(r"var\([^)]*\)|\"[^\"]*\"", "", value.lower()))
        wrong = (
            name.startswith("--")
            or re.search(r"#[0-9a-f]{3}|(?:rgb|hsl|lch|lab|mix)\(", value)
            or (COLOURED.fullmatch(name) and any(word in NAMED for word in words))
            or (name == "border-radius" and value not in {"0", "var(--radius)"})
            or (name == "font-weight" and value not in {"var(--regular)", "var(--bold)", "inherit"})
            or (name == "font" and value != "inherit")
            or (
                name == "font-size"
                and not re.fullmatch(r"var\(--[\w-]+\)|inherit" + r"|[\d.]+pt( !important)?" * on_paper, value)
            )
            or (ROOM.fullmatch(name) and not on_paper and not _is_room(value))
        )
        if wrong:
            found.append(f"{media} {name}: {value}".strip())
    return found


def _is_room(value: str) -> bool:
    lengths = re.findall(r"(-?[\d.]+)([a-z%]*)", re.sub(r"var\([^)]*\)", "", value))
    return all(
        float(number) % 4 == 0 if unit == "px" else unit in {"", "%", "vh", "dvh", "lh"} for number, unit in lengths
    )


@pytest.mark.parametrize("sheet", sorted(COMPONENTS.glob("*/*.css")), ids=lambda path: path.stem)
def test_a_component_has_no_value_of_its_own(sheet: Path) -> None:
    """Only base.css, where they are named, may."""
    if sheet.stem != "base":
        assert strange(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "declaration",
    [
        "color: #fff",
        "border: 1px solid red",
        "background: color-mix(in srgb, var(--brand) 3%, var(--page))",
        "font-size: 1.0625rem",
        "font-size: 0.9em",
        "font-weight: 500",
        "font: 1rem serif",
        "border-radius: 4px",
        "padding: 6px 12px",
        "margin-block-start: 0.5em",
        "gap: 10px",
        "--own: 1px",
    ],
)
def test_a_value_of_its_own_is_found(declaration: str) -> None:
    """Within a query too; on paper sizes are free."""
    assert len(strange(f".a {{ {declaration}; }}")) == 1
    assert len(strange(f"@media (min-width: 1px) {{ .a {{ {declaration}; }} }}")) == 1
    assert strange("@media print { .a { font-size: 9pt; margin: 2mm } }") == []
    assert strange(".a { color: var(--ink); padding: 8px var(--gutter); border: 1px solid transparent }") == []
