"""Assets: styles and scripts of components, joined into the files that pages load."""

from collections.abc import Callable, Iterable

import pytest

from macros.publish.assets import FRAMED, is_unused, scripts, stylesheets


@pytest.mark.parametrize(
    ("path", "is_left_out"),
    [
        ("components/menu/menu.css", True),
        ("assets/javascripts/bundle.js", True),
        ("assets/site.css.map", True),
        ("assets/site.css", False),
        ("sheets/share.pdf", False),
    ],
)
def test_what_the_theme_has_and_no_page_uses_is_left_out(path: str, is_left_out: bool) -> None:
    """By the beginning of its path, or as a map of a script."""
    assert is_unused(path) is is_left_out


def texts(files: Iterable[tuple[str, Callable[[], str]]]) -> dict[str, str]:
    """The text of each file by its path."""
    return {path: make() for path, make in files}


def test_a_made_style_joins_the_pages_and_an_embed_only_where_that_has_the_component() -> None:
    """Colours are of both; what chooses a setting is of pages alone."""
    made = {"colours": ".made-colours{color:red}", "setting-filter": ".made-filter{color:red}"}
    assert "colours" in FRAMED
    styles = texts(stylesheets(made))
    assert [key for key, text in styles.items() if ".made-colours" in text] == ["assets/site.css", "assets/embed.css"]
    assert [key for key, text in styles.items() if ".made-filter" in text] == ["assets/site.css"]


def test_the_engine_of_search_waits_in_a_file_of_its_own() -> None:
    """It is in none of the scripts that a page loads at once."""
    made = texts(scripts())
    assert made.keys() == {
        f"assets/{name}.js"
        for name in ("site", "comparison", "embed", "find", "flowchart", "not-found", "practice", "route")
    }
    assert made["assets/find.js"] not in made["assets/site.js"]


def test_what_only_a_flowchart_needs_is_in_files_of_its_own() -> None:
    """No other page loads it, but for its style, which practice has too."""
    styles, made = texts(stylesheets({})), texts(scripts())
    for files, mark, wanted in (
        (styles, ".stepper", {"flowchart", "embed", "practice"}),
        (made, "stepper", {"flowchart", "embed"}),
    ):
        assert {path.partition("/")[2].partition(".")[0] for path, text in files.items() if mark in text} == wanted
    for files in (styles, made):
        marked = [path for path, text in files.items() if "practice--running" in text]
        assert [path.partition("/")[2].partition(".")[0] for path in marked] == ["practice"]
