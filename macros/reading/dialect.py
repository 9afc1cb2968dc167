"""The Markdown dialect of pages: the allowed types of token, and a sentence for each construct that is refused."""

import re
from collections.abc import Iterator

BLOCKS = ("note", "warning")
"""The blocks that a page may open with `/// NAME | Title`."""

ALLOWED = {
    "heading_open": 'A heading: "## Words {#id}".',
    "paragraph_open": "A paragraph: lines of words, with an empty line above and below.",
    "inline": "Words.",
    "text": "Plain words.",
    "text_special": 'A sign with "\\" before it, which stands for itself.',
    "softbreak": "A line that goes on in the next.",
    "strong_open": "**Strong words**.",
    "em_open": "*The title of a work, or someone's words*.",
    "link_open": "[Words](/page.md#id) or [words](https://…).",
    "code_inline": "`What is typed into a program`, between backticks.",
    "fence": 'Lines for a program, between two lines "```".',
    "bullet_list_open": 'A list whose entries begin with "- ", with an empty line above and below.',
    "ordered_list_open": 'Steps that begin with "1. ", "2. " and so on.',
    "list_item_open": "An entry; a list inside it is indented by four spaces.",
    "table_open": 'A table: rows of cells between "|", with "|---|---|" under the first.',
    "thead_open": "The first row of a table.",
    "tbody_open": "The other rows of a table.",
    "tr_open": "A row.",
    "th_open": "A cell of the first row.",
    "td_open": "A cell.",
    "blockquote_open": 'A quotation: lines that begin with "> ".',
    "block_open": 'A block: "/// note | Title", the words, then "///".',
    "hr": 'A line across the page: "---" between two empty lines.',
}
"""The kinds of token of markdown-it that a page may hold, and how each is written. Closing tokens go with theirs."""

REFUSED = {
    "html_inline": "holds HTML. Write Markdown; what Markdown cannot do is a macro's work.",
    "html_block": "holds HTML. Write Markdown; what Markdown cannot do is a macro's work.",
    "comment": "holds HTML, or a note that everyone could read. Delete it.",
    "image": "has a picture, which is not used here yet.",
    "code_block": (
        "begins so far to the right that it would be shown as code. Begin it at the start of the line; what belongs "
        "to an entry of a list is indented by four spaces."
    ),
    "hardbreak": (
        'ends with two spaces or with "\\", which would break the line. Delete them; for a new paragraph, leave an '
        "empty line."
    ),
}
"""What to write in place of other kinds of token."""

HEADING = "has a heading without an id. End it with a space and an id, such as {#what-to-do}."
HEADING_OF_PAGE = 'has a heading with one "#", but the title in the front matter is the page\'s heading. Use "##".'
UNDERLINED = 'turns the line above into a heading. Write "## Heading {#id}", or leave a line between.'
LIST_UNDER_WORDS = "begins a list under a line of words, which would swallow it. Leave an empty line between."
LIST_OF_WORD = 'has a list from a word processor. Begin each entry with "- " or "1. ".'
TABLE = (
    'begins a table that would not be one. Leave an empty line above it, and write "|---|---|" under its first line, '
    "with one part for each column."
)
BLOCK = 'does not open or close a block. Write "/// note | Title", the words, then "///" alone.'
BLOCK_OPEN = 'opens a block that is not closed. End it with a line "///".'
BLOCK_ELSEWHERE = 'opens a block in a way that is not used here. Write "/// note | Title", the words, then "///".'
BRACES = "has attributes in braces, which are not used here. Write only an id, such as {#what-to-do}."
ADDRESS = "has a bare address. Write [words](https://…) so that the link says where it leads."
ENTITY = "has a sign written as a code. Write the sign itself."
STRONG = "has signs that are not used here. Write **strong words** with spaces around them."
FENCE = 'begins code that is not closed, or not at the start of the line. Write a line "```" above it and below it.'
CODE = 'has words after "```", which would not be read as code. Write "```" alone, or the name of a language after it.'
CALL_IN_LINK = "has a macro inside a link, which would be a link in a link. Put the macro before or after the link."
SKIPS = 'has a heading that skips a level. Write "{}" before its words, as below the heading above it.'
HEADING_ALIKE = (
    "has the same words as the heading in line {}, and who hears a list of headings cannot tell them apart. Change one."
)
NOTHING_BELOW = "is a heading with nothing below it. Write words there, or delete it."
HALF_QUOTED = "has a quotation mark without its partner. Write both, or none."
LINK_OF_ANY_WORDS = "has a link whose words do not say where it leads. Write what the page is called."
NO_WORDS = "says nothing. Write words, or delete it."
LINK_WITHOUT_WORDS = "has a link without words, which nobody could see. Write [words](/page.md)."
CALL_IN_CODE = (
    'has a macro between backticks. To show how it is written, put "{% raw %}" before and "{% endraw %}" after.'
)
CELLS = (
    'has more cells than its table has columns, and the last would not be shown. Write "\\|" for a line within a cell.'
)
FEWER_CELLS = 'has fewer cells than its table has columns. Write "|" between all of them, also where one is empty.'
ID_PLACE = (
    "has an id where none can stand. Write it after a heading, or alone on the line below a paragraph or an entry."
)
LISTS = (
    "would not be shown as the list that it looks like. Leave an empty line above and below a list, and indent what "
    "belongs to an entry by four spaces."
)
LIST_GOES_ON = (
    "would be shown as a part of the list above it. Begin each entry of a list with the same sign, and put a line of "
    "words between two lists."
)
WITHIN_ENTRY = "would not be shown as a part of the entry above it. Indent it by four spaces."
HEADING_SHOWN = 'would not be shown as a heading. Write "## Heading {#id}" at the start of a line, with one id.'
NUMBER = (
    'has the number "{}.", but would be shown as "{}.". Number the entries of a list from 1 on, and indent what stands '
    "between two of them by four spaces."
)
OTHERWISE = (
    'would not be shown as it reads here, but as "{}". Write plain words, **strong words** and [words](/page.md).'
)
NOTE_AT_FOOT = "has a note at the foot of the page, which is not used here. Say it in the sentence, or link to it."
OTHER_PROGRAM = "has a line for another program, which would show as it stands. Delete it, and write the words."
QUOTATION = 'would not be shown as a quotation. Leave an empty line above and below it, and begin each line with "> ".'

BULLETS = "•·▪▫◦‣⁃●○■□◆◇◼◻◾◽❖▶▸►➔➜➢➤→✓✔✗✘☐☑"
"""Signs before the entries of a list in word processors."""

SIGNS = [
    (r"\[![A-Za-z]+\]", BLOCK_ELSEWHERE),
    (r"\]\s+\((/|https?:)", "has a space inside a link. Write [words](/page.md), without a space between ] and (."),
    (r"\[[^\]]*\]\([^)]*$", "has a link that is not closed. Write [words](/page.md)."),
    (r"\[[^\]\[(]+\(/|\]\([^)]*\)", "has a link that cannot be read. Write [words](/page.md)."),
    (r"\([^()]*\)\[(?!\^)", "has a link the wrong way round. Write the words first: [words](/page.md)."),
    (r"\[(?:\^|(?<=[\w.,;:!?”\"’)]\[)\d{1,2}\](?!\())", NOTE_AT_FOOT),
    (r"\][ ]?\[", "has a link in two parts. Write [words](/page.md) in one place."),
    (
        r"(?<![<\w/])(?:https?://|www\.)\w",
        "has an address that is no link. Write [words](https://…) so that the words say where it leads.",
    ),
    (r"<[!?]", REFUSED["comment"]),
    (r"</?[a-zA-Z]", REFUSED["html_inline"]),
    (r"(?<!\{)\{(?![{#%])", BRACES),
    (r"&#?\w+;", ENTITY),
    (r"\*\*\s[^*]*\*\*|\*\*[^*]*\s\*\*", 'has a space inside "**". Write **strong words**, with the spaces outside.'),
    (
        r"^(?!.*(\*\*\s[^*]*\*\*|\*\*[^*]*\s\*\*)).*\*\*",
        'has "**" without a second one. Write **strong words** on one line.',
    ),
    (r"__|~~|\[\[|==\w|\+\+\w|\w~\w|\w\^\w", STRONG),
    (r"(?<![\w*])\*[\w“\"]", 'has "*" without a second one. Write *words* on one line.'),
    (r"【|oaicite|†source", "has a mark that a program which writes left in it. Delete it, and say where it is from."),
    (
        r"\[(?i:insert|enter|add|fill in|tb[acd]|to be|to follow|xx+)\b[^\]\[()]*\](?!\()",
        "has a place that is still to be filled. Write what belongs there, or delete it.",
    ),
    (r"`", "has a backtick without a second one. Write both on one line."),
    (
        r"\S\t+\S",
        'has a tab between words, as a table of a spreadsheet has. Write a space, or a table: "| One | Two |".',
    ),
    (
        r"(?<![\w:/]):[a-z0-9_+-]*[a-z_][a-z0-9_+-]*:(?![\w:])",
        "has a picture by its name, which would show as it stands. Write words.",
    ),
]
"""Signs that mean something to another program and show as they stand here, and what to write instead."""

STARTS = [
    (r"!!!|\?\?\?|:::", BLOCK_ELSEWHERE),
    (r"\[[^\]]+\]:", "has a link in two parts. Write [words](/page.md) in one place."),
    (r"#{1,6}[^#\s]", 'has "#" without a space after it. Write "## Heading {#id}".'),
    (r"\[[ xX]?\](?!\()", "has a box to tick, which would show as it stands. Write the words alone."),
    (r"\*\[", STRONG),
    (r":\s", 'begins with ":", which makes no list of terms here. Write "- **Term**: what it means".'),
    (r"(?:[–—−»›⇒Øü]|[oqv§](?=\s\s|\t)|§(?=\s+[A-Za-z])|\d+\)|[a-zA-Z]\)|[ivx]{2,4}\))\s", LIST_OF_WORD),
    (r"(?:\([a-hivx\d]{1,3}\)|[a-hivx]{1,3}\.)\s", LIST_OF_WORD),
    (rf"[{BULLETS}\u2460-\u2473]|\d{{1,2}}\.[A-Za-z]|[-+][A-Za-z]", LIST_OF_WORD),
    (r"\[\d{1,2}\](?=\s)", NOTE_AT_FOOT),
    (r"===\s?[\"'!+]|;?-+8<-+", OTHER_PROGRAM),
]
"""The same at the start of a line."""

_SIGNS = [(re.compile(pattern), sentence) for pattern, sentence in SIGNS]
_STARTS = [(re.compile(pattern), sentence) for pattern, sentence in STARTS]
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[A-Z]")
_CAPITALS = re.compile(r"(?m)^A\.\s(?:.*\n)+?B\.\s")
_ANY = re.compile("|".join(pattern for pattern, _ in SIGNS))  # most rows hold none, and one search is quicker than many


_AS_TYPED = re.compile(rf"{_ANY.pattern}|(?<!\w)_\w")
_BEGINS = re.compile(rf"(?m)^\s*(?:(?:[-*+>|Øü]|#{{1,6}}|\d{{1,2}}[.)])(?=\s)|[{BULLETS}])")


def sign_among(words: str) -> str:
    """The first sign among plain words that means something on a page, and that shows as it stands elsewhere."""
    found = _AS_TYPED.search(words)
    return found[0].strip() if found else ""


def sign_before(words: str) -> str:
    """The same of a sign that begins a list, a heading, a quotation or a row of a table."""
    found = _BEGINS.search(words)
    return found[0].strip() if found else ""


def sign_faults(text: str, *, paragraph: bool) -> Iterator[tuple[int, str]]:
    """The row and sentence of each sign in a block of words, and where it is a paragraph, at the start of its rows."""
    above, decimal = "", paragraph
    if paragraph and _CAPITALS.match(text):
        yield 0, LIST_OF_WORD
    for number, row in enumerate(text.split("\n")):
        for pattern, sentence in _SIGNS if _ANY.search(row) else ():
            if pattern.search(row):
                yield number, sentence
        if not paragraph:
            continue
        for pattern, sentence in _STARTS:
            if pattern.match(row):
                yield number, sentence
        if row.startswith("|") and not above.startswith("|"):
            yield number, TABLE
        if number and re.match(r"\d{1,2}\.\s", row):
            yield number, LIST_UNDER_WORDS
        decimal = decimal and bool(_DECIMAL.match(row))  # a line in mid-sentence may begin with "2.5 A"
        if decimal:
            yield number, LIST_OF_WORD
        above = row
