"""The scoring of search, asked in Node: what each kind of match is worth in a small index, and all that people type."""

from typing import Any

import pytest

from macros.loading import load
from macros.models.synonym import split
from tests.support.project import SMALL, real
from tests.support.search import QUERY_SETS, Answer, ask, index_of, is_among, newer_answers, queries, recorded_in

Part = tuple[str, str, str]
"""The id, title and summary of a part."""


def page(name: str, title: str, *parts: Part, kind: str = "read", keywords: str = "") -> list[Any]:
    """A page of an index, as `as_data` gives one."""
    return [f"{name}/", kind, title, "", keywords, [list(part) for part in parts]]


def typed(
    *words: str, pages: list[list[Any]], synonyms: list[list[str]] | None = None, leads: list[Any] | None = None
) -> list[Answer]:
    """What a small index gives for each query."""
    return ask({"pages": pages, "synonyms": synonyms or [], "leads": leads or []}, *words)


BEACH = [page("sand", "Sandcastles"), page("sea", "Swimming"), page("shells", "Collecting shells")]


def test_a_word_is_found_by_itself_its_plural_its_beginning_or_nearly_its_letters() -> None:
    """And nothing comes of what nobody wrote; case and apostrophes do not count."""
    queries = ("swimming", "shell", "sandc", "swimmming", "shalls", "Shell's")
    found = typed(*queries, "umbrella", "", pages=BEACH)
    assert [one.addresses for one in found] == [
        ["sea/"],
        ["shells/"],
        ["sand/"],
        ["sea/"],
        ["shells/"],
        ["shells/"],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("typed_word", "title"),
    [
        ("con\ufb01de", "Confide"),
        ("cafe", "Caf\xe9"),
        ("nai\u0308ve", "Na\xefve"),
        ("\uff11\uff16", "16"),
        ("\uff53\uff45\uff41", "Sea"),
    ],
)
def test_letters_joined_in_print_and_accents_make_no_difference(typed_word: str, title: str) -> None:
    """As they are pasted out of a PDF, or typed with a keyboard of another language."""
    (found,) = typed(typed_word, pages=[page("it", title)])
    assert found.addresses == ["it/"]
    assert "".join(words for words, matched in found.title if matched) == title


@pytest.mark.parametrize(
    "code",
    [
        "225-222-26D",
        "225 222 26d",
        "22522226D",
        "Route code: 225-222-26D",
        "225\u2011222\u201126D sea",
        "2T5-BCD-XYZ",
        "\uff12\uff12\uff15\uff0d222\uff0d26\uff24",
    ],
)
def test_what_has_the_form_of_a_route_code_leads_to_where_codes_are_opened(code: str) -> None:
    """First, with any spaces and hyphens between its threes, in capitals or not."""
    (found,) = ask({"pages": BEACH, "synonyms": [], "leads": [], "codes": 2}, code)
    assert found.addresses[0] == "shells/"
    assert found.addresses.count("shells/") == 1


@pytest.mark.parametrize("words", ["999 for mum", "2 weeks", "01744 676767", "24 hours", "225-222-26D4", "seven-two"])
def test_other_words_and_numbers_are_no_route_code(words: str) -> None:
    """A telephone number, a time, a code with a sign too many."""
    (found,) = ask({"pages": BEACH, "synonyms": [], "leads": [], "codes": 2}, words)
    assert "shells/" not in found.addresses


def test_plurals_and_apostrophes_make_no_difference() -> None:
    """A plural is worth as much as the word itself, and "well" is "We'll"."""
    plural, apostrophe = typed(
        "hat off", "well", pages=[page("one", "Hats off"), page("two", "Hat off"), page("we", "We'll")]
    )
    assert {one.address for one in plural.results} == {"one/", "two/"}
    assert len({one.score for one in plural.results}) == 1
    assert apostrophe.addresses == ["we/"]


def test_words_that_only_look_like_forms_of_one_are_not() -> None:
    """A note is no "not", whatever its number; who is missing was not missed."""
    pages = [page("not", "Not"), page("notes", "Notes"), page("missed", "Missed"), page("missing", "Missing")]
    found = typed("note x", "not x", "missed x", "missing x", pages=pages)
    assert [one.addresses for one in found] == [["notes/"], ["not/"], ["missed/"], ["missing/"]]
    found = typed("cars x", "care x", pages=[page("car", "In a car"), page("care", "In care")])
    assert [one.addresses for one in found] == [["car/"], ["care/"]]


def test_a_word_itself_comes_before_one_that_begins_with_it_or_is_spelt_much_like_it() -> None:
    """The page of "towel" before that of "towelling"; "towel" where it is known is never taken for "tower"."""
    pages = [page("rail", "Towelling rail"), page("tower", "Tower bell"), page("towel", "Towel rail")]
    (found,) = typed("towel", pages=pages)
    assert found.addresses == ["towel/", "rail/"]


def test_a_short_word_and_its_first_letter_have_to_be_right() -> None:
    """One letter in three is too many, and "anger" is no danger."""
    short, first = typed("cot", "anger", pages=[page("cat", "Cat"), page("red", "Danger")])
    assert (short.addresses, first.addresses) == ([], [])


def test_only_the_last_word_may_be_a_beginning() -> None:
    """While others are being typed; where the first is known as it is, nothing that begins with it comes up."""
    pages = [page("sun", "Sun cream"), page("sunday", "Sunday cream")]
    last, first = typed("cream sun", "sun cream", pages=pages)
    assert set(last.marks) == {"sun", "sunday", "cream"}
    assert set(first.marks) == {"sun", "cream"}


def test_a_synonym_finds_what_it_means_after_what_says_it_itself() -> None:
    """Typed "paddle", the pages that say so come first, those of "swimming" after them, and no others."""
    pages = [*BEACH, page("boat", "A paddle")]
    (found,) = typed("paddle", pages=pages, synonyms=[["paddle|dip", "swimming", ""]])
    assert found.addresses == ["boat/", "sea/"]
    assert typed("dip", pages=pages, synonyms=[["paddle|dip", "swimming", ""]])[0].addresses == ["sea/"]


def test_a_synonym_of_several_words_is_known_as_a_whole() -> None:
    """Typed "get wet", it means to swim; "wet" alone does not."""
    phrase, word = typed("get wet", "wet", pages=BEACH, synonyms=[["get wet", "swimming", ""]])
    assert phrase.addresses == ["sea/"]
    assert word.addresses == []


def test_a_row_with_a_page_shows_it_above_all_others() -> None:
    """Once, whatever else is found, and only for its own words."""
    danger, misspelt, other = typed(
        "shark shells", "sharkk", "shells", pages=BEACH, synonyms=[["shark|undertow", "swimming", "sea/"]]
    )
    assert danger.pinned == misspelt.pinned == "sea/"
    assert danger.addresses == ["sea/", "shells/"]
    assert (other.pinned, other.addresses) == (None, ["shells/"])


def test_a_row_that_names_the_words_and_takes_in_the_whole_query_stands_above_their_page() -> None:
    """A crab that bites is for first aid; of a bite alone, or of a crab that saw another bite, danger stays on top."""
    pages = [page("sea", "Swimming"), page("first-aid", "First aid")]
    synonyms = [["crab", "", ""], ["bites", "swimming", "sea/"], ["the", "", ""]]
    whole, more, between, alone = typed(
        *("crab bites", "the crab the bites swimmer", "crab saw shark bites", "bites"),
        pages=pages,
        synonyms=synonyms,
        leads=[[[[0], [1]], [1]]],
    )
    assert (whole.pinned, whole.addresses[0]) == (more.pinned, more.addresses[0]) == (None, "first-aid/")
    assert between.pinned == alone.pinned == "sea/"
    (same,) = typed("crab bites", pages=pages, synonyms=synonyms, leads=[[[[0], [1]], [0]]])
    assert same.pinned == "sea/"


def test_a_curated_row_leads_to_its_pages_in_order() -> None:
    """Before what only has the word in a title; and it counts for less among words of which it is a small share."""
    pages = [*BEACH, page("view", "Sea")]
    alone, among = typed("sea", "sea zzzz qqqq", pages=pages, synonyms=[["sea", "", ""]], leads=[[[[0]], [2, 0]]])
    assert alone.addresses == ["shells/", "sand/", "view/"]
    assert among.addresses[0] == "shells/"
    assert among.results[0].score < alone.results[0].score


def test_groups_lead_where_one_of_each_is_typed_in_their_order() -> None:
    """Who does what: "crab bites" leads to one page, "bites crab" does not."""
    pages = [page("crabs", "Crabs"), page("bites", "Bites"), page("first-aid", "First aid")]
    synonyms = [["crab", "", ""], ["bites", "", ""]]
    right, wrong = typed("crab bites", "bites crab", pages=pages, synonyms=synonyms, leads=[[[[0], [1]], [2]]])
    assert right.addresses[0] == "first-aid/"
    assert wrong.addresses[0] != "first-aid/"


def test_a_little_word_neither_decides_nor_is_marked() -> None:
    """It is one that a row of synonyms names without a meaning."""
    pages = [page("of", "Of of of"), page("sand", "Sand")]
    (found,) = typed("of sand", pages=pages, synonyms=[["of|the", "", ""]])
    assert found.addresses[0] == "sand/"
    assert found.marks == {"sand"}


def test_a_title_counts_more_than_a_keyword_and_that_more_than_a_sentence() -> None:
    """Each page has the word once."""
    text = page("text", "One", ("part", "Three", "Bucket."))
    pages = [text, page("keyword", "Two", keywords="bucket"), page("title", "Bucket")]
    (found,) = typed("bucket", pages=pages)
    assert found.addresses == ["title/", "keyword/", "text/"]


def test_the_very_name_of_a_page_comes_before_a_longer_name_that_holds_it() -> None:
    """Typed "rock pool", not the page on rock pool shoes."""
    pages = [page("shoes", "Rock pool shoes"), page("pool", "Rock pool")]
    assert typed("rock pool", pages=pages)[0].addresses == ["pool/", "shoes/"]


def test_words_in_a_row_come_before_the_same_words_apart() -> None:
    """With all else the same."""
    pages = [page("apart", "Ice with some cream"), page("row", "Some with ice cream")]
    assert typed("ice cream", pages=pages)[0].addresses == ["row/", "apart/"]


def test_two_words_that_are_known_as_one_are_one() -> None:
    """Typed "sand castles", "sandcastles" are found."""
    pages = [page("fine", "Fine sand"), page("old", "Old castles"), *BEACH]
    assert typed("sand castles", pages=pages)[0].addresses[0] == "sand/"


def test_words_that_are_written_together_are_found_apart() -> None:
    """Typed "tidepool" or with a hyphen, as "tide pool"; two known words that never stand together are not one."""
    pages = [page("pool", "The tide pool"), page("tide", "Pool of the tide"), page("late", "Out of season")]
    meant = [["out of season", "", ""]]
    together, hyphen, three, never = typed(
        "tidepool", "tide-pool", "outofseason", "seasonpool", pages=pages, synonyms=meant
    )
    assert together.addresses[0] == hyphen.addresses[0] == "pool/"
    assert three.addresses[0] == "late/"
    assert "pool" not in never.marks


def test_a_word_of_danger_is_found_within_another() -> None:
    """Typed "seasonshark", which stands together nowhere, the page of danger is above all others; "offshark" is not."""
    pages = [page("help", "Danger"), page("late", "Off season")]
    within, short = typed("seasonshark", "offshark", pages=pages, synonyms=[["shark", "danger", "help/"]])
    assert within.pinned == "help/"
    assert short.pinned is None


def test_a_part_whose_title_makes_its_id_has_it() -> None:
    """The index leaves out what can be made."""
    (found,) = typed("spray", pages=[page("tides", "Tides", ("", "Spray and foam", ""))])
    assert [(one.address, one.part) for one in found.results] == [("tides/", "spray-and-foam")]


def test_the_best_part_of_a_page_stands_for_it() -> None:
    """Each page comes up once, by the section that says most of what was typed, or by itself."""
    tides = page("tides", "Tides", ("low", "Low water", "Mud."), ("high", "High water", "Spray."))
    part, whole = typed("spray", "tides", pages=[tides])
    assert [(one.address, one.part) for one in part.results] == [("tides/", "high")]
    assert [(one.address, one.part) for one in whole.results] == [("tides/", "")]


def test_what_speaks_to_families_stands_after_the_same_for_practitioners() -> None:
    """With all else the same."""
    pages = [page("theirs", "Kite", kind="families"), page("ours", "Kite")]
    assert typed("kite", pages=pages)[0].addresses == ["ours/", "theirs/"]


def test_a_folder_whose_pages_weigh_less_stands_after_the_same_elsewhere() -> None:
    """With all else the same, and not where one word is all that is asked: that may be the name of a setting."""
    pages = [page("beaches/one", "Red kite"), page("winds/one", "Red kite")]
    data = {"pages": pages, "synonyms": [], "leads": [], "weights": {"beaches": 0.85}}
    several, one = ask(data, "red kite", "kite")
    assert several.addresses == ["winds/one/", "beaches/one/"]
    assert one.addresses == ["beaches/one/", "winds/one/"]


def test_the_page_that_helps_whatever_is_asked_stands_third_where_nothing_fits_nearly_as_well() -> None:
    """Not where three pages fit alike, not twice, and never where nothing is found."""
    pages = [
        *(page(name, "Kite") for name in ("red", "blue", "green")),
        page("flag", "Flag", keywords="kite, rope, pole"),
    ]
    data = {"pages": [*pages, page("help", "Life guard")], "synonyms": [], "leads": [], "otherwise": 4}
    alike, alone, two, itself, nothing = ask(data, "kite", "flag", "rope kite", "life guard", "umbrella")
    assert alike.addresses == ["red/", "blue/", "green/", "flag/"]
    assert alone.addresses == ["flag/", "help/"]
    assert two.addresses[0] == "flag/"
    assert two.addresses[2] == "help/"
    assert itself.addresses == ["help/"]
    assert nothing.addresses == []


def test_the_page_that_helps_whatever_is_asked_stands_first_where_nothing_fits_a_long_query() -> None:
    """What was found stands right after it. Not above pages that never give way to it, nor in a short query."""
    pages = [page("flag", "Flag"), page("buoy", "Buoy"), page("help", "Life guard")]
    data = {"pages": pages, "synonyms": [], "leads": [], "otherwise": 2, "unless": [1]}
    words = "umbrella towel lotion parasol"
    long, short, safe, exact = ask(
        data, f"flag {words}", "flag umbrella", f"buoy {words}", "where is the life guard now"
    )
    assert long.addresses == ["help/", "flag/"]
    assert short.addresses[0] == "flag/"
    assert safe.addresses[0] == "buoy/"
    assert exact.addresses == ["help/"]


def test_the_page_that_helps_whatever_is_asked_stands_first_where_a_row_leads_there_and_little_else_is_found() -> None:
    """Not where a page fits well."""
    pages = [page("flag", "Flag"), page("kite", "Kite"), page("help", "Life guard")]
    data = {"pages": pages, "synonyms": [["jellyfish", "", ""]], "leads": [[[[0]], [2]]], "otherwise": 2}
    with_row, without = ask({**data, "leads": [[[[0]], [2, 1]]]}, "jellyfish kite", "kite towel")
    assert with_row.addresses[0] == "help/"
    assert without.addresses[0] == "kite/"


def test_an_age_is_known_in_each_of_its_forms() -> None:
    """With and without a space, in short and in full."""
    data = {"pages": [page("party", "Party"), page("shop", "Shop")], "synonyms": [["14 year old", "party", ""]]}
    for answer in ask(
        {**data, "leads": []}, "14 year old", "14yo", "14 yr old", "14yr old", "14 y/o", "14-year-old", "\uff11\uff14yo"
    ):
        assert answer.addresses == ["party/"]


def test_the_id_of_a_part_is_kept_whatever_words_its_title_has() -> None:
    """All words of the id in their order, some in another, or none."""
    parts = [("", "Red kite", ""), ("flag-blue", "Blue rope of a flag", ""), ("buoy-1", "Life guard", "")]
    answers = typed("red kite", "blue rope", "life guard", pages=[page("beach", "Beach", *parts)])
    assert [one.results[0].part for one in answers] == ["red-kite", "flag-blue", "buoy-1"]


def test_phrases_that_begin_alike_are_all_known() -> None:
    """Each as a whole, also in capitals; what they share is none."""
    synonyms = [["red flag|red kite tail|ROPE", "party", ""]]
    answers = typed("red flag", "red kite tail", "rope", "red", pages=[page("party", "Party")], synonyms=synonyms)
    assert [one.addresses for one in answers] == [["party/"], ["party/"], ["party/"], []]


def test_a_short_word_or_one_with_another_first_letter_is_no_slip() -> None:
    """Who was born has no burn, and what is better is no letter."""
    pages = [page("burn", "Burn"), page("letter", "Letter"), page("house", "House")]
    born, better, slip, building = typed("born", "better", "lettre", "housing", pages=pages)
    assert born.addresses == []
    assert better.addresses == []
    assert slip.addresses == ["letter/"]
    assert building.addresses == []


def test_what_matched_is_marked_in_a_title() -> None:
    """Word by word, what stands between them apart."""
    assert typed("shell", pages=BEACH)[0].title == (("Collecting", False), (" ", False), ("shells", True))


def test_every_title_of_the_small_content_finds_its_page() -> None:
    """Among the first three: a word of the index and the same word typed are cut and stemmed alike."""
    data = index_of(load(SMALL / "docs"))
    titles = {one[2]: one[0] for one in data["pages"] if split(one[2])}
    assert len(titles) >= 8
    found = dict(zip(titles, ask(data, *titles), strict=True))
    assert [title for title, address in titles.items() if address not in found[title].addresses[:3]] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "least_third", "least_first"),
    [
        ("queries", 0.95, 0.85),
        ("queries-held-out", 0.9, 0.8),
        ("queries-new-pages", 0.95, 0.8),
        ("queries-trades", 0.94, 0.8),
        ("queries-after", 0.9, 0.8),
        ("queries-twelve", 0.94, 0.85),
        ("queries-unseen", 0.92, 0.8),
        *(
            pytest.param(*given, marks=pytest.mark.thorough)
            for given in [
                ("queries-seen", 0.95, 0.85),
                ("queries-nine-trades", 0.94, 0.85),
                ("queries-again", 0.92, 0.82),
                ("queries-nine-more", 0.94, 0.88),
                ("queries-nine-new", 0.9, 0.8),
            ]
        ),
    ],
)
def test_each_recorded_query_finds_its_page_first(name: str, least_third: float, least_first: float) -> None:
    """What people type has a page that was recorded for it among the first three, and a right one of today first.

    Nothing comes back with nothing. The bar of the held-out queries only guards against a fall: what they score is
    printed by `make bench`.
    """
    missed, second = [], []
    given = ask(index_of(real()), *(words for words, _ in queries(name)))
    for answer, (words, recorded), (_, wanted) in zip(given, queries(name), queries(name, newer=True), strict=True):
        shown = answer.addresses
        assert shown, f"{words!r} finds nothing"
        if not any(is_among(page, recorded) for page in shown[:3]):
            missed.append((words, shown[:3]))
        if not is_among(shown[0], wanted):
            second.append((words, shown[:3]))
    count = len(queries(name))
    assert 1 - len(missed) / count >= least_third, missed
    assert 1 - len(second) / count >= least_first, second


def test_newer_answers_are_answers_to_recorded_queries() -> None:
    """One to a query that nobody recorded would count for nothing."""
    assert newer_answers().keys() - {words for name in QUERY_SETS for words, _ in queries(name)} == set()


@pytest.mark.slow
def test_words_are_found_in_the_forms_in_which_people_type_them() -> None:
    """With slips, in the plural, begun, in this order or that; words of danger show their page above all others."""
    settings = recorded_in("queries-forms")
    every = [(setting, words, pages) for setting, typed in settings.items() for words, pages in typed.items()]
    given = ask(index_of(real()), *(words for _, words, _ in every))
    for (setting, words, pages), answer in zip(every, given, strict=True):
        wanted = [f"{page}/" for page in pages]
        most = 3 if setting.startswith("slips") else 1
        assert not wanted or set(wanted) & set(answer.addresses[:most]), words
        assert answer.addresses, words
        assert (answer.pinned is not None) == (setting == "danger"), words
