"""What was published and is no more still answers: moved and withdrawn pages, and places on pages."""

from pathlib import Path

import pytest
from lxml import html

from macros.content import Content

pytestmark = pytest.mark.slow


def test_what_moved_or_went_says_so_at_its_old_address(revised: Path, small_loaded: Content) -> None:
    """One hop without a script, a reason and a date, an empty anchor at the successor; the exit stands on each."""
    site = revised / "site"
    moved, trial, law = (
        html.parse(str(site / name / "index.html")) for name in ("guidance/old-one", "guidance/trial", "law")
    )
    assert moved.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../glossary/"]
    assert moved.xpath("//link[@rel='canonical']/@href") == moved.xpath("//main//a/@href")[:1] == ["../glossary/"]
    assert trial.xpath("//meta[@http-equiv='refresh']") == []
    assert "22 November 2026. It was a trial page." in trial.xpath("string(//main)")
    leave = small_loaded.partnership.exit.address
    for page in (moved, trial):
        assert page.xpath("//body//a/@href")[1] == leave
        assert page.xpath("//script[not(@src)]")
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert law.xpath("//*[@id='older']/parent::*/@id") == ["sharing-act"]
    assert law.xpath("//*[@id='other']//a/@href") == ["../guidance/glossary/#council"]
    assert "It is no law." in law.xpath("string(//*[@id='lost'])")
