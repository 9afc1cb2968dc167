"""Seen: what the last run of law watch saw of each source and outside link, one file each under records/seen/.

The command `law-watch` writes them, and a build only reads them.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import ValidationError

from macros.models.base import Day, Model
from macros.paths import write_whole
from macros.reading.problem import Problem, Unreadable
from macros.reading.yaml import read_bytes

SEEN = "records/seen"
"""Their folder, beside docs/."""

SeenKind = Literal["legislation", "govuk", "page", "link"]
"""How a source is asked for; a link is not compared with anything."""

Result = Literal["changed", "moved", "gone", "unreached", "unchanged", "first"]
"""What a request brought: other words, another address, no document, no answer, the same words, the first words."""

_LONGEST_NAME = 80


class Difference(Model):
    """What one run found different from the run before: other words, no document, or another address for it."""

    day: Day
    what: Literal["words", "gone", "moved"]
    lines: tuple[str, ...] = ()
    """Lines of the source that went ("- …") or came ("+ …"), shortened; its words, not ours."""


class Seen(Model):
    """A source or an outside link: when it was asked, and when it last answered with what is kept here.

    `asked` is the day of the last request, `unreached` why that brought nothing; `first` and `answered` are the days of
    the first and of the last answer.
    `text` is kept of legislation and of GOV.UK's change notes, so that the next run can show a difference.
    """

    schema_version: Literal[1] = 1
    address: str
    kind: SeenKind
    asked: Day
    first: Day | None = None
    answered: Day | None = None
    unreached: str = ""
    gone: bool = False
    at: str = ""
    """Where the redirects ended."""
    sha256: str = ""
    etag: str = ""
    modified: str = ""
    text: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def result(self) -> Result:
        """What the last request brought."""
        if self.unreached:
            return "unreached"
        if self.gone:
            return "gone"
        now = {one.what for one in self.differences if one.day == self.asked}
        if now:
            return "changed" if now != {"moved"} else "moved"
        return "first" if self.first == self.asked else "unchanged"

    @property
    def file(self) -> str:
        """The name of its record."""
        return file_name(self.address)


def file_name(address: str) -> str:
    """The name of the record of an address: readable, and unlike any other's."""
    parts = urlsplit(address)
    slug = re.sub(r"[^a-z0-9]+", "-", f"{parts.netloc.removeprefix('www.')}{parts.path}".lower()).strip("-")
    return f"{slug[:_LONGEST_NAME].strip('-')}-{hashlib.sha256(address.encode()).hexdigest()[:8]}.json"


def write_seen(root: Path, seen: Seen) -> None:
    """Write a record below `root`, whole or not at all."""
    path = root / SEEN / seen.file
    path.parent.mkdir(parents=True, exist_ok=True)
    said = json.dumps(
        seen.model_dump(mode="json", exclude_defaults=True) | {"schema_version": 1},
        indent=1,
        sort_keys=True,
        ensure_ascii=False,
    )
    write_whole(path, said + "\n")


def read_seen(root: Path) -> tuple[Mapping[str, Seen], list[Problem]]:
    """Every record below `root`, by address, and the problems of their files."""
    seen: dict[str, Seen] = {}
    problems = []
    for path in sorted((root / SEEN).glob("*.json")):
        try:
            one = Seen.model_validate_json(read_bytes(path))
        except (Unreadable, ValidationError, UnicodeDecodeError):
            sentence = (
                "cannot be read as what law watch writes. Bring it back as it was, or delete it: it is asked for anew."
            )
            problems.append(Problem(f"{SEEN}/{path.name}", 1, sentence))
            continue
        if path.name != one.file:
            problems.append(
                Problem(f"{SEEN}/{path.name}", 1, f"is the record of {one.address}. Rename it to {one.file}.")
            )
        seen[one.address] = one
    return seen, problems
