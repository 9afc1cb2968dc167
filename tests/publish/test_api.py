"""The JSON that other programs read: every file against its schema."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator

from macros.content import Content
from macros.editions.release import release
from macros.loading import load
from macros.models.addresses import API_FOLDER, address
from macros.models.inline_text import plain
from macros.models.organisation import FIRST, told_by
from macros.publish.api import RESOURCE_KINDS, write_api
from macros.publish.feeds import write_feeds
from tests.support.project import change


@pytest.fixture(scope="module")
def made(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with what is exported from the real content, and nothing else."""
    site = tmp_path_factory.mktemp("site")
    export(site, content)
    return site


def export(site: Path, content: Content) -> None:
    """Write what this module is about."""
    write_api(site, content)
    write_feeds(site, content)


def read(path: Path) -> Any:
    """The data of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def test_each_json_file_fits_its_schema(made: Path) -> None:
    """And each schema is one; none of them lets an unknown key or a missing one pass."""
    files = [path for path in sorted((made / API_FOLDER).rglob("*.json")) if path.parent.name != "schema"]
    assert len(files) > 300
    for kind in (*RESOURCE_KINDS, "index"):
        schema = read(made / API_FOLDER / "schema" / f"{kind}.json")
        Draft202012Validator.check_schema(schema)
        check = Draft202012Validator(schema)
        of_kind = (
            [made / API_FOLDER / "index.json"] if kind == "index" else [one for one in files if one.parent.name == kind]
        )
        assert of_kind, kind
        for path in of_kind:
            assert list(check.iter_errors(read(path))) == [], path
        good = read(of_kind[0])
        assert not check.is_valid({**good, "more": 1}), kind
        assert not check.is_valid({key: value for key, value in good.items() if key != next(iter(good))}), kind


def test_the_index_names_every_file(made: Path, content: Content) -> None:
    """Each thing of each kind has its file under its id, and each file is in the index."""
    index = read(made / API_FOLDER / "index.json")
    top = f"{content.partnership.address.rstrip('/')}/"
    listed = {one["file"].removeprefix(top) for one in index["things"]} | {
        one.removeprefix(top) for one in index["schemas"].values()
    }
    files = {path.relative_to(made).as_posix() for path in (made / API_FOLDER).rglob("*.json")}
    assert listed == files - {f"{API_FOLDER}/index.json"}
    for kind in RESOURCE_KINDS:
        live = {
            one["id"] for one in index["things"] if one["kind"] == kind and one["publication"] in ("draft", "current")
        }
        assert live == set(content.organisations_with_pages if kind == "with" else getattr(content, kind))
    assert index["address_is_placeholder"] == content.partnership.is_placeholder


def test_a_json_file_says_what_the_page_says(made: Path, content: Content) -> None:
    """The words, the version, the review and the publication, in the order of reading."""
    for key, checklist in content.checklists.items():
        data = read(made / API_FOLDER / "checklists" / f"{key}.json")
        meta = content.pages[f"checklists/{key}.md"].meta
        assert (data["reviewed"], data["next_review"]) == (str(meta.reviewed), str(meta.next_review))
        assert data["version"] == checklist.version
        assert data["order"] == [name for _, name in checklist.ids()]
        items = {name: item for part in data["data"]["sections"].values() for name, item in part["items"].items()}
        for section in checklist.sections.values():
            for name, item in section.items.items():
                assert items[name]["text"]["plain"] == plain(item.text)
    rule = read(made / API_FOLDER / "rules" / "section-16la.json")
    assert (rule["data"]["status"], rule["data"]["force"]) == ("announced", "must")
    assert (rule["publication"], "status" in rule) == ("current", False), "one key, one vocabulary"
    pieces = [piece for part in read(made / API_FOLDER / "flowcharts" / "share.json")["data"]["outcomes"].values()
              for step in part["do"] for piece in step["pieces"]]  # fmt: skip
    assert {"words", "link"} <= {piece["kind"] for piece in pieces}


def test_no_contact_is_exported(made: Path, content: Content) -> None:
    """Nobody's number goes where it cannot be taken back, but those in the words of the guidance."""
    contacts = content.partnership.contacts.values()
    hidden = [one.dial for one in contacts if one.is_draft or one.shown != "paper"]
    for path in (made / API_FOLDER).rglob("*.json"):
        digits = re.sub(r"[\s-]", "", path.read_text(encoding="utf-8"))
        assert not [number for number in hidden if number and number in digits], path


@pytest.mark.parametrize(("confirmed", "has_number"), [("no", False), ("2026-11-30", True)])
def test_a_number_in_words_is_exported_once_it_was_rung(
    confirmed: str, has_number: bool, small: Path, tmp_path: Path
) -> None:
    """Until then it is said that it is still to be confirmed."""
    change(small / "decide" / "ask.yml", ("say: Where the child is.", 'say: The number is {{ number("edt") }}.'))
    change(small / "partnership.yml", ("confirmed: no", f"confirmed: {confirmed}"), everywhere=True)
    content = load(small)
    assert content.partnership.contacts["edt"].is_draft != has_number
    export(tmp_path, content)
    said = (tmp_path / API_FOLDER / "flowcharts" / "ask.json").read_text(encoding="utf-8")
    assert ("01632 960002" in said, "still to be confirmed" in said) == (has_number, not has_number)


def test_json_of_what_is_gone_says_so(small: Path, tmp_path: Path) -> None:
    """What was withdrawn or moved keeps its file, which fits the schema of its kind, and a setting keeps its feed."""
    (small.parent / "redirects.yml").write_text(
        "/checklists/old/: {day: 2026-12-01, to: /checklists/before/}\n"
        "/checklists/trial/: {day: 2026-12-01, reason: It was a trial.}\n"
        "/guidance/glossary/#word: {day: 2026-12-01, to: /law/, reason: Nobody says it.}\n"
        "/settings/court/: {day: 2026-12-01, reason: It was a trial.}\n",
        encoding="utf-8",
    )
    content = load(small)
    export(tmp_path, content)
    old, trial, word = (
        read(tmp_path / API_FOLDER / f"{name}.json") for name in ("checklists/old", "checklists/trial", "terms/word")
    )
    assert (old["publication"], old["successor"]) == (
        "moved",
        content.partnership.absolute_url(address("checklists/before.md")),
    )
    assert (trial["publication"], trial["successor"], trial["reason"]) == ("withdrawn", None, "It was a trial.")
    assert (word["publication"], word["date"]) == ("withdrawn", "2026-12-01")
    for kind, thing in (("checklists", old), ("checklists", trial), ("terms", word)):
        assert Draft202012Validator(read(tmp_path / API_FOLDER / "schema" / f"{kind}.json")).is_valid(thing)
    said = {one["id"]: one["publication"] for one in read(tmp_path / API_FOLDER / "index.json")["things"]}
    assert (said["old"], said["trial"], said["before"]) == ("moved", "withdrawn", "draft")
    assert not feedparser.parse(str(tmp_path / "feeds" / "court.xml")).bozo


def test_one_tombstone_for_an_entry_of_the_law(small: Path, tmp_path: Path) -> None:
    """Instruments and rules share a page; what a release called a rule is one, and all else is an instrument."""
    more = (small / "law" / "rules.yml").read_text(encoding="utf-8")
    rule = re.search(r"(?m)^share-on-request:\n(?:  .*\n)+", more)
    assert rule
    change(small / "law" / "rules.yml", (rule[0], rule[0] + rule[0].replace("share-on-request", "duty")))
    change(small / "law" / "index.md", ("\n---\n\n", '\n---\n\n{{ rule("duty") }}\n\n'))
    release(date(2026, 12, 1), small.parent)
    change(small / "law" / "rules.yml", (rule[0].replace("share-on-request", "duty"), ""))
    change(small / "law" / "index.md", ('{{ rule("duty") }}\n\n', ""))
    ends = "{day: 2026-12-02, reason: It is no law.}"
    redirects = f"/law/#act: {ends}\n/law/#duty: {ends}\n"
    (small.parent / "redirects.yml").write_text(redirects, encoding="utf-8")
    export(tmp_path, load(small))
    things = read(tmp_path / API_FOLDER / "index.json")["things"]
    gone = {(one["kind"], one["id"]) for one in things if one["publication"] == "withdrawn"}
    assert gone == {("rules", "duty"), ("instruments", "act")}
    for kind, key in gone:
        assert read(tmp_path / API_FOLDER / kind / f"{key}.json")["kind"] == kind


def publications(site: Path, kind: str) -> dict[str, str]:
    """What the files of a kind, and the index, say of each thing: the same."""
    index = {
        one["id"]: one["publication"] for one in read(site / API_FOLDER / "index.json")["things"] if one["kind"] == kind
    }
    assert index == {path.stem: read(path)["publication"] for path in (site / API_FOLDER / kind).iterdir()}
    return index


def test_each_kind_of_organisation_has_the_rules_of_its_page(made: Path, content: Content) -> None:
    """Who tells whom, as strongly as the rule says, and what is first on its page."""
    data = read(made / API_FOLDER / "with" / "gp.json")["data"]
    assert data["first"] == content.open_blocks[FIRST].title
    assert [one["rule"] for one in data["told_by"]] == [one.rule for one in told_by("gp", content.rules)] != []
    for one in data["told_by"]:
        rule = content.rules[one["rule"]]
        assert (one["force"], one["holders"], one["limits"]) == (str(rule.force), ["gp"], plain(rule.limits))
        assert plain(rule.text) in one["says"]


def test_what_is_released_is_current(small: Path, tmp_path: Path) -> None:
    """What is printed is a draft until its version is released, flowcharts too; all else is current."""
    printed = {"checklists": "checklists/before.yml", "flowcharts": "decide/ask.yml"}
    export(tmp_path / "before", load(small))
    release(date(2026, 12, 1), small.parent)
    export(tmp_path / "after", load(small))
    for name in printed.values():
        change(small / name, ("version: 1", "version: 2"))
    export(tmp_path / "changed", load(small))
    for kind in RESOURCE_KINDS:
        assert set(publications(tmp_path / "before", kind).values()) == {"draft" if kind in printed else "current"}
        assert set(publications(tmp_path / "after", kind).values()) == {"current"}, kind
        changed = publications(tmp_path / "changed", kind)
        drafts = {key for key, publication in changed.items() if publication == "draft"}
        assert drafts == ({Path(printed[kind]).stem} if kind in printed else set())


def test_no_key_of_the_json_has_two_meanings(made: Path) -> None:
    """`status` is of the law, inside `data`; `publication` is of the file, on top, also of what is gone."""
    for path in sorted((made / API_FOLDER / "schema").iterdir()):
        schema = read(path)
        refs = [schema["properties"]["things"]["items"]] if path.stem == "index" else schema["anyOf"]
        things = [schema["$defs"][one["$ref"].rpartition("/")[2]] for one in refs]
        assert len(things) == (1 if path.stem == "index" else 2), path
        for top in things:
            assert "publication" in top["required"], path
            assert "status" not in top["properties"], path


def test_ids_stay_when_the_address_of_the_site_changes(small: Path, tmp_path: Path) -> None:
    """Those of feeds, entries and schemas are of the first edition, so that who follows sees nothing as new."""
    release(date(2026, 12, 1), small.parent)

    def made(name: str) -> tuple[list[str], list[str]]:
        export(tmp_path / name, load(small))
        feed = feedparser.parse(str(tmp_path / name / "feeds" / "changes.xml"))
        ids = [feed.feed.id, *(entry.id for entry in feed.entries)]
        ids += [read(path)["$id"] for path in sorted((tmp_path / name / API_FOLDER / "schema").iterdir())]
        return ids, [entry.link for entry in feed.entries]

    ids, links = made("before")
    change(small / "partnership.yml", ("https://otherby.example/", "https://sharing.example.org/"))
    new_ids, new_links = made("after")
    assert new_ids == ids
    assert new_links != links
    assert all(link.startswith("https://sharing.example.org/") for link in new_links)


def test_feeds_and_files_name_their_edition(small: Path, tmp_path: Path) -> None:
    """By its title and day."""
    export(tmp_path, load(small))
    feed = feedparser.parse(str(tmp_path / "feeds" / "changes.xml"))
    assert feed.feed.subtitle == "Otherby Children Partnership. First edition, 22 November 2026"
    edition = {"title": "First edition", "date": "2026-11-22", "approved": None}
    assert read(tmp_path / API_FOLDER / "checklists" / "before.json")["edition"] == edition
