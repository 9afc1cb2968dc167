"""The schemas that editors' programs complete from are those of the models, and fit every file."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from macros.commands.schema import SCHEMAS, main, schema_comment, schema_name, schema_text, schemas
from macros.paths import ROOT

DOCS = ROOT / "docs"
FILES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.yml"))


def test_a_file_keeps_its_words_whatever_program_saved_it(small: Path) -> None:
    """A byte order mark goes, since a second line may have none; what is no UTF-8, or a link, stays for the build."""
    path, other = small / "decide" / "ask.yml", small / "decide" / "reply.yml"
    words = path.read_text(encoding="utf-8")
    path.write_text(words, encoding="utf-8-sig")
    other.write_text(words, encoding="utf-16")
    before = other.read_bytes()
    os.mkfifo(small / "decide" / "pipe.yml")
    elsewhere = small.parent / "elsewhere.txt"
    elsewhere.write_text(words, encoding="utf-8")
    (small / "decide" / "link.yml").symlink_to(elsewhere)
    main(small.parent)
    assert elsewhere.read_text(encoding="utf-8") == words
    assert path.read_text(encoding="utf-8") == f"{schema_comment('decide/ask.yml')}\n{words}"
    assert other.read_bytes() == before


class Loader(yaml.SafeLoader):
    """What an editor's program takes a plain value for: YAML 1.2 knows no yes, no or dates."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML keeps them so


Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?\d+$"), list("-+0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|false)$"), list("tf"))
Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("(null|~|)$"), ["n", "~", ""])


SCHEMA = schemas()


def faults(name: str, data: Any) -> list[str]:
    """What an editor's program would underline in a file."""
    return [error.message for error in Draft202012Validator(SCHEMA[schema_name(name)]).iter_errors(data)]


def test_the_schemas_are_those_of_the_models() -> None:
    """Nothing to write anew: else run `python -m macros.commands.schema`."""
    written = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / SCHEMAS).iterdir()}
    assert written == {name: schema_text(schema) for name, schema in SCHEMA.items()}


@pytest.mark.parametrize("name", FILES)
def test_a_file_names_its_schema_and_fits_it(name: str) -> None:
    """The first line leads to a schema that is there, and a program finds nothing wrong."""
    first, _, rest = (DOCS / name).read_text(encoding="utf-8").partition("\n")
    assert first == schema_comment(name)
    named = ((DOCS / name).parent / first.partition("=")[2]).resolve()
    assert json.loads(named.read_text(encoding="utf-8")) == SCHEMA[schema_name(name)]
    assert faults(name, yaml.load(rest, Loader=Loader)) == []  # noqa: S506 - a safe one


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("decide/share.yml", "start:", "begin:"),
        ("decide/share.yml", "shares: yes", "shares: perhaps"),
        ("decide/share.yml", "version: ", "version: v"),
        ("checklists/asking.yml", "sections:\n  ", "sections:\n  A "),
        ("partnership.yml", "https://information", "http://information"),
        ("law/rules.yml", "force: must\n", "force: shall\n"),
    ],
)
def test_a_mistake_is_underlined(name: str, old: str, new: str) -> None:
    """Negative control: a wrong key, word, number, id and address."""
    source = (DOCS / name).read_text(encoding="utf-8")
    assert old in source
    assert faults(name, yaml.load(re.sub(old, new, source, count=1), Loader=Loader))  # noqa: S506 - a safe one


def test_every_file_of_the_content_has_a_schema() -> None:
    """Each kind of file is used by the real content, so that each schema is tried."""
    assert set(SCHEMA) - {schema_name(name) for name in FILES} == {"source-changes"}, "there is none before the first"


def test_the_schema_of_a_copied_file_is_found() -> None:
    """The line works for any file of the same folder."""
    assert {schema_comment(name) for name in FILES if Path(name).parent.name == "decide"} == {
        schema_comment("decide/new.yml")
    }


def test_a_file_without_the_line_gets_it(small: Path) -> None:
    """Once, and nothing else of it changes."""
    path = small / "decide" / "ask.yml"
    before = path.read_text(encoding="utf-8")
    for _ in range(2):
        main(small.parent)
        assert path.read_text(encoding="utf-8") == f"{schema_comment('decide/ask.yml')}\n{before}"
