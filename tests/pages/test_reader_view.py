"""What its id makes look like furniture is kept by a reader view: its id moves, or it is marked as content."""

import pytest

from macros.pages.reader_view import keep_in_reader_view
from macros.pages.rewrite import rewrite


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<li id="share-early">A</li>', '<li><a id="share-early"></a>A</li>'),
        ('<dl><dt id="gdpr">A</dt></dl>', '<dl><dt><a id="gdpr"></a>A</dt></dl>'),
        ('<h2 id="Social-care">A</h2>', '<h2><a id="Social-care"></a>A</h2>'),
        (
            '<section id="social-care"><p>A</p></section>',
            '<section id="social-care" class="content"><p>A</p></section>',
        ),
        (
            '<section class="part" id="uk-gdpr">A</section>',
            '<section class="part content" id="uk-gdpr">A</section>',
        ),
    ],
)
def test_what_looks_like_furniture_is_kept(html: str, wanted: str) -> None:
    """A line gives its id to an anchor in it; a section becomes content."""
    assert rewrite(html, keep_in_reader_view) == wanted


@pytest.mark.parametrize(
    "html",
    [
        '<li id="record">A</li>',
        '<section id="record">A</section>',
        '<h2 id="share">A</h2><ul aria-labelledby="share"></ul>',
        '<input id="extra"><label for="extra">A</label>',
    ],
)
def test_ids_that_no_reader_view_drops_stay(html: str) -> None:
    """An id that looks like content stays where it is, and so does one that a label or name refers to."""
    assert rewrite(html, keep_in_reader_view) == html
