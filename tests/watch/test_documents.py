"""What is asked for a source, and which words of the answer count."""

import pytest

from macros.watch.client import Reply, Unreached
from macros.watch.documents import is_withdrawn, kind_of, request_address, words_of
from tests.support.web import Web

ACT = "https://www.legislation.gov.uk/ukpga/2004/31/section/11"


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        (ACT, f"{ACT}/data.xml"),
        (f"{ACT}/2019-12-02", f"{ACT}/data.xml"),
        (f"{ACT}/enacted", f"{ACT}/data.xml"),
        (f"{ACT}/1991-11-19/data.xht?view=snippet", f"{ACT}/data.xml"),
        (
            "https://legislation.gov.uk/ukpga/2004/31/contents/made",
            "https://www.legislation.gov.uk/ukpga/2004/31/data.xml",
        ),
        ("https://www.gov.uk/government/publications/a", "https://www.gov.uk/api/content/government/publications/a"),
        ("https://one.test/a?b=c", "https://one.test/a?b=c"),
    ],
)
def test_the_current_version_is_asked_for_in_the_documented_form(address: str, asked: str) -> None:
    """Whatever version the rule names."""
    assert request_address(kind_of(address), address) == asked


def words(web: Web, address: str) -> list[str]:
    """The words of a page of the web."""
    kind = kind_of(address)
    return words_of(kind, web.client().get(request_address(kind, address))).splitlines()


def test_legislation_is_its_words_without_what_is_about_it(web: Web) -> None:
    """Metadata change with every request."""
    web.legislation("/ukpga/2004/31/section/11", "A person  must", "tell.", metadata="<ukm:Note>4,000 pages</ukm:Note>")
    assert words(web, ACT) == ["Duty", "1", "A person must", "tell."]


def test_changes_that_are_not_yet_in_the_text_and_a_repeal_are_words_too(web: Web) -> None:
    """The publisher says both beside the text."""
    attributes = 'Type="substituted" AffectedProvisions="s. 11(2)" AffectingYear="2026" AffectingNumber="21"'
    effect = f"<ukm:UnappliedEffect {attributes}/>"
    web.legislation("/ukpga/2004/31/section/11", "…", metadata=effect, status=' Status="Repealed"')
    assert words(web, ACT) == ["Not yet in this text: substituted s. 11(2) 2026 21", "[Repealed]", "Duty", "1", "…"]


def test_gov_uk_is_its_change_notes(web: Web) -> None:
    """The day of the last change, and each note."""
    web.govuk("/government/publications/a", "Advice", "First published.", "Chapter 2 rewritten.")
    assert words(web, "https://www.gov.uk/government/publications/a") == [
        "/government/publications/a",
        "Advice",
        "Updated: 2026-02-01T09:00:00Z",
        "2026-01-01T09:00:00Z: First published.",
        "2026-02-01T09:00:00Z: Chapter 2 rewritten.",
    ]


def test_gov_uk_says_why_a_page_is_withdrawn(web: Web) -> None:
    """As words."""
    notice = {"withdrawn_at": "2026-03-01", "explanation": "<p>Use <b>the new</b> advice.</p>"}
    web.govuk("/a", "Advice", withdrawn_notice=notice)
    assert words(web, "https://www.gov.uk/a")[-1] == "Withdrawn 2026-03-01: Use the new advice."


def test_a_page_of_gov_uk_can_be_gone(web: Web) -> None:
    """It answers 200 and says so."""
    web.govuk("/a", "", document_type="gone")
    web.govuk("/b", "")
    client = web.client()
    assert is_withdrawn("govuk", client.get("https://www.gov.uk/api/content/a"))
    assert not is_withdrawn("govuk", client.get("https://www.gov.uk/api/content/b"))
    assert not is_withdrawn("page", client.get("https://www.gov.uk/api/content/a"))


def test_another_page_is_its_main_text() -> None:
    """A new menu is no change."""
    body = b"<nav>Menu</nav><main><h1>Policy</h1><script>1</script><p>Ring  them.</p></main><footer>x</footer>"
    assert words_of("page", Reply("", 200, {"content-type": "text/html"}, body)).splitlines() == [
        "Policy",
        "Ring them.",
    ]


def test_a_source_that_is_no_text_is_compared_byte_for_byte() -> None:
    """What is no text is compared whole."""
    one, other = (words_of("page", Reply("", 200, {"content-type": "application/pdf"}, body)) for body in (b"1", b"2"))
    assert one != other


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("legislation", b"<Legislation><P>"),
        ("legislation", b""),
        ("legislation", b"<html/>"),
        ("legislation", b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;">]><a>&c;</a>'),
        ("govuk", b"{"),
        ("govuk", b"[]"),
        ("govuk", b"{}"),
        ("page", b"<nav>Menu</nav>"),
    ],
)
def test_what_is_not_of_the_documented_form_is_no_answer(kind: str, body: bytes) -> None:
    """Nothing is concluded from it."""
    with pytest.raises(Unreached):
        words_of(kind, Reply("", 200, {"content-type": "text/html"}, body))  # type: ignore[arg-type] # a kind


def test_no_entity_of_a_document_opens_a_file() -> None:
    """A file of this machine is none of its words."""
    body = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><Legislation><Text>A&b;</Text></Legislation>'
    assert words_of("legislation", Reply("", 200, {}, body)) == "A"
