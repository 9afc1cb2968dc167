"""A text is read once, with its lines, and what its page would show otherwise is told."""

import pytest

from macros.models.page import plain_words
from macros.reading.calls import Call, split_calls
from macros.reading.characters import character_fault
from macros.reading.dialect import ALLOWED
from macros.reading.markdown import Markdown, PageLink, PageSection, Run, read_markdown
from macros.reading.parser import Parser
from macros.reading.rendered import Block, differences, rendered_outline

TEXT = """\
Start {{ must("a-rule") }} here, with
[the **law**](/law/index.md#act "t").
{#start}

{{ checklist("before") }}

## What to `do` {#what-to-do}

- One, with [a form](/form.md){data-leave=practice}.
  {#one}
    1. Inside.
- Two.

> `{% raw %}{{ x }}{% endraw %}` You must read <this> in “full”.

/// warning | Mind {{ should("other") }}
Words in a block.
///

| Head | PageLink |
|---|---|
| cell | [more](https://a.example/) |

```yaml
code: <b>
```

### End {#end}

Over.
""".replace("<this>", "this")


@pytest.fixture(scope="module")
def read() -> Markdown:
    """The text above, as if it began on line 10 of its file."""
    found, faults = read_markdown(TEXT, 10)
    assert faults == []
    assert found
    return found


def test_every_macro_is_read_with_its_ids_and_line(read: Markdown) -> None:
    """Every macro with its ids and line, and whether it stands alone; what is shown as code is no call."""
    assert read.calls == (
        Call("must", ("a-rule",), 10),
        Call("checklist", ("before",), 14, alone=True),
        Call("should", ("other",), 25),
    )


def test_headings_and_ids_are_read_with_their_lines(read: Markdown) -> None:
    """Each with its line, which is the id's own where it has one."""
    assert [(one.id, one.line) for one in read.sections] == [
        ("", 10),
        ("what-to-do", 16),
        ("end", 37),
    ]
    assert read.anchors == ((12, "start"), (16, "what-to-do"), (19, "one"), (37, "end"))


def test_links_are_read_as_written_with_their_words(read: Markdown) -> None:
    """As they were written, with the words that readers see."""
    assert read.links == (
        PageLink('/law/index.md#act "t"', "the law", 11),
        PageLink("/form.md", "a form", 18),
        PageLink("https://a.example/", "more", 31),
    )


def test_prose_is_read_by_paragraph_entry_heading_and_cell(read: Markdown) -> None:
    """Words by paragraph, entry, heading and cell, with their lines; no code, call, address, id or quotation."""
    assert [(run.line, " ".join(run.text.split()), run.sourced) for run in read.prose] == [
        (10, "Start here, with the law.", True),
        (16, "What to", False),
        (18, "One, with a form.", True),
        (20, "Inside.", False),
        (21, "Two.", False),
        (25, "Mind", False),
        (26, "Words in a block.", False),
        (29, "Head", True),
        (29, "PageLink", True),
        (31, "cell", True),
        (31, "more", True),
        (37, "End", False),
        (39, "Over.", False),
    ]


def test_line_ends_within_prose_stay() -> None:
    """A line end stays one, so that the line of a word can be counted."""
    read, _ = read_markdown("- One\n  two `three` *four*\n  five", 3)
    assert read
    assert read.prose == (Run(3, "One\ntwo       four\nfive", sourced=False),)


def test_an_entry_is_read_with_what_leads_to_its_list(read: Markdown) -> None:
    """Each entry with what leads to its list, and to the lists around that."""
    above = "What to   "
    assert [(one.line, one.text, one.leads) for one in read.entries] == [
        (18, "One, with a form.", (above,)),
        (20, "Inside.", (above, "One, with a form.")),
        (21, "Two.", (above,)),
    ]


def test_words_for_search_are_read_by_section(read: Markdown) -> None:
    """All words by section, with those of duty for their macros; no sign, address, id or title of a block."""
    top, second, last = read.sections
    assert plain_words(top.words) == "Start must here, with the law ."
    assert plain_words(second.title) == "What to do"
    assert plain_words(second.words) == (
        "One, with a form . Inside. Two. {{ x }} You must read this in “full”. Words in a block. "
        "Head PageLink cell more code: <b>"
    )
    assert last == PageSection("end", 37, ["End"], [" ", "Over."], ["Over."])


def test_paragraphs_of_a_section_are_kept_as_written() -> None:
    """With their calls and marks; any other block beside them is empty."""
    read, _ = read_markdown('## A {#a}\n\nOne **two**\n{{ must("x") }}.\n\n- Three\n\n    Four\n\nFive.\n')
    assert read
    assert [one.blocks for one in read.sections] == [[], ['One **two**\n{{ must("x") }}.', "", "Five."]]


def test_every_kind_of_token_is_allowed_or_refused() -> None:
    """The list of what may be written names nothing that the parser does not know."""
    known = {token.type for token in Parser().parse(TEXT + "\n\n---\n\n*it* \\*")}
    inline = {child.type for token in Parser().parse(TEXT + "\n\n*it* \\*") for child in token.children or []}
    assert {kind for kind in known | inline if not kind.endswith("close")} == set(ALLOWED)


@pytest.mark.parametrize(
    "text",
    [
        "- one\n    - inside\n    - more\n- two",
        "1. one\n\n    words\n\n2. two",
        "1. one\n    - inside\n2. two",
        "- one\n  goes on\nlazily\n- two",
        "- one\n\n    > quoted\n\n- two",
        "* one\n* two",
        "1. one\n1. two",
        "a | b\n--- | ---\nc | d",
        "| a | b |\n|---|---|\n| c\\|d | |",
        "> one\n>\n> two",
        "/// note\nWords.\n\n- one\n///",
        "## `code` and **strong** {#id}\nwords",
        "“Smart” – it’s 5 * 3, at 10:30: a_b_c, x < y & z",
        "words\n\n---\n\nwords",
        "~~~\ncode <b>\n~~~",
        "\\*not slanted\\* and 1\\. no list",
        "[a\nb](/c.md) and [*d*](/e.md)",
        "- [x](/y.md) leads on",
    ],
)
def test_what_both_read_alike_passes(text: str) -> None:
    """What an editor may write in more than one way is no mistake."""
    assert read_markdown(text)[1] == []


def test_a_difference_has_the_line_of_its_block() -> None:
    """The first block that differs is told, and where a paragraph takes in the next lines, the line where it does."""
    blocks = [Block("p", "one", 3), Block("ul", "", 5), Block("li", "", 5), Block("p", "two\nthree", 5)]
    end = [Block("/li", line=5), Block("/ul", line=5)]
    assert list(differences("one\n\n- two\nthree", [*blocks, *end])) == []
    [(line, _)] = differences("one\n\n- two\nfour", [*blocks, *end])
    assert line == 6
    [(line, _)] = differences("one", [*blocks, *end])
    assert line == 5
    [(line, _)] = differences("one\n\n- two\nthree\n\nmore", [*blocks, *end])
    assert line == 5


def test_the_outline_is_what_a_reader_sees_block_by_block() -> None:
    """What a reader sees, block by block, with the ids that links lead to."""
    assert rendered_outline("- one\n  {#a}\n- two\n\n## X {#b}") == [
        Block("ul"),
        Block("li"),
        Block("p", "one", id="a"),
        Block("/li"),
        Block("li"),
        Block("p", "two"),
        Block("/li"),
        Block("/ul"),
        Block("h2", "X", id="b"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{{",
        "{{ a(",
        '{{ a("b" }}',
        "{{ a }}",
        '{{ a("b",) }}',
        '{{ a("b" "c") }}',
        '{{ a(b="c") }}',
        '{{ a("\\x41") }}',
        '{{ a("b") | c }}',
        '{{- a("b") }}',
        "}}",
        '{{ a(\n"b") }}',
        "{% if a %}",
        "{## a",
        "{## a ##}",
        "{% raw %}a{% endraw %}",
        "`{% raw %}a",
    ],
)
def test_what_is_no_call_is_told(text: str) -> None:
    """Nothing that Jinja would run, or stop at, is passed over."""
    _, _, faults = split_calls(f"words\n{text}", 4)
    assert {line for line, _ in faults} == {5}


def test_a_call_is_one_character_to_a_parser_of_markdown() -> None:
    """A parser sees neither its quotation marks nor its underscores, and lines stay."""
    text, calls, faults = split_calls('\n{{ must_not(\'x\') }}, {{ d("e", "f") }}')
    assert (text, faults) == ("\n\ue000, \ue000", [])
    assert calls == (Call("must_not", ("x",), 2), Call("d", ("e", "f"), 2))


@pytest.mark.parametrize(
    "text", ["a\u200bb", "a\u2067b", "a\x00b", "\uf0b7 a", "\ue000", "Itâ€™s", "cafÃ©", "Â£5", "\ufffd"]
)
def test_unseen_and_foreign_characters_are_refused(text: str) -> None:
    """Unseen ones, a word processor's own, and those of another encoding."""
    assert character_fault(text)


@pytest.mark.parametrize("text", ["It’s “é”, £5 – 20 °C…", "\tÂme, à la carte", "CAFÉ–BAR", "½ × 3 ≥ €1"])
def test_accents_money_and_punctuation_are_no_mistake(text: str) -> None:
    """Accents, signs of money and punctuation are no mistake."""
    assert character_fault(text) == ""
