"""What was published and is no more still answers: moved and withdrawn pages, and places on pages."""

from pathlib import Path

import pytest
from lxml import html

from tests.conftest import build, copy_of_the_project, real
from tests.support.nu import faults

pytestmark = pytest.mark.slow

LEDGER = """/guidance/old-one/ moved /guidance/consent/ 2026-11-22
/guidance/trial/ withdrawn 2026-11-22 none It was a trial page.
/law/#lost withdrawn 2026-11-22 /guidance/consent/ It is no law.
/law/#older moved /law/#section-11 2026-11-22
/law/#other moved /guidance/consent/#refusal 2026-11-22
"""


def test_what_moved_or_went_says_so_at_its_old_address(tmp_path: Path) -> None:
    """One hop without a script, a reason and a date, an empty anchor at the successor; the exit stands on each."""
    project = copy_of_the_project(tmp_path)
    (project / "ledger.txt").write_text(LEDGER, encoding="utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    site = project / "site"
    moved, trial, law = (
        html.parse(str(site / name / "index.html")) for name in ("guidance/old-one", "guidance/trial", "law")
    )
    assert moved.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../consent/"]
    assert moved.xpath("//link[@rel='canonical']/@href") == moved.xpath("//main//a/@href") == ["../consent/"]
    assert trial.xpath("//meta[@http-equiv='refresh']") == []
    assert "22 November 2026. It was a trial page." in trial.xpath("string(//main)")
    leave = real().partnership.exit.address
    for page in (moved, trial):
        assert page.xpath("//body//a/@href")[1] == leave
        assert page.xpath("//script[not(@src)]")
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert law.xpath("//*[@id='older']/parent::*/@id") == ["section-11"]
    assert law.xpath("//*[@id='other']//a/@href") == ["../guidance/consent/#refusal"]
    assert "It is no law." in law.xpath("string(//*[@id='lost'])")
    assert faults(site / "guidance" / "old-one", site / "guidance" / "trial", site / "law") == ""
