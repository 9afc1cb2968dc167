"""Run: ask each source and outside link once, compare with what was seen before, and keep what is seen.

Each record is written as soon as its source answered, so that a run that was stopped loses nothing: the next run on the
same day goes on with those that have not answered.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import unified_diff
from pathlib import Path

from macros.records.seen import Difference, Seen, SeenKind, read_seen, write_seen
from macros.watch.client import Client, Reply, Unreached
from macros.watch.documents import is_withdrawn, request_address, words_of
from macros.watch.remote import one_line

KEPT_LINES = 20
"""Lines of a difference that are kept."""


def run(wanted: Mapping[str, SeenKind], root: Path, client: Client, day: date) -> Iterator[Seen]:
    """Ask for each wanted address that has not answered on this day, and write its record below `root`."""
    known, _ = read_seen(root)  # a record that cannot be read is as none: what is there now is seen first
    for address, kind in wanted.items():
        before = known.get(address)
        if before and before.kind == kind and before.asked == day and not before.unreached:
            continue
        seen = _ask(address, kind, before if before and before.kind == kind else None, client, day)
        write_seen(root, seen)
        yield seen


def _ask(address: str, kind: SeenKind, before: Seen | None, client: Client, day: date) -> Seen:
    last = before or Seen(address=address, kind=kind, asked=day)
    asked = last.model_copy(update={"asked": day, "unreached": ""})
    try:
        return _answered(asked, client.get(request_address(kind, address), _conditions(last)), day)
    except Unreached as reason:
        return asked.model_copy(update={"unreached": str(reason)})


def _answered(asked: Seen, reply: Reply, day: date) -> Seen:
    """The record after an answer.

    Raises:
        Unreached: if the answer tells nothing of the document.
    """
    if reply.status == 304 and asked.answered:
        return asked.model_copy(update={"answered": day})
    if reply.status in (404, 410) or (reply.status == 200 and is_withdrawn(asked.kind, reply)):
        return _gone(asked, day)
    if reply.status != 200:
        raise Unreached(f"answers {reply.status}")
    return _read(asked, reply, day)


def _conditions(last: Seen) -> dict[str, str]:
    """The headers by which a server may say that nothing changed."""
    if not last.answered or last.gone:
        return {}
    said = {"If-None-Match": last.etag, "If-Modified-Since": last.modified}
    return {name: value for name, value in said.items() if value}


def _gone(asked: Seen, day: date) -> Seen:
    if asked.gone:
        return asked
    differences = (*asked.differences, Difference(day=day, what="gone"))
    return asked.model_copy(update={"gone": True, "etag": "", "modified": "", "differences": differences})


def _read(asked: Seen, reply: Reply, day: date) -> Seen:
    is_link = asked.kind == "link"
    words = "" if is_link else words_of(asked.kind, reply)
    sha256 = "" if is_link else hashlib.sha256(words.encode()).hexdigest()
    found: list[Difference] = []
    if asked.answered and sha256 != asked.sha256:
        found.append(Difference(day=day, what="words", lines=tuple(_difference(asked.text, words))))
    elif asked.answered and asked.gone:
        found.append(Difference(day=day, what="words"))
    if asked.answered and asked.at != reply.address and not is_link:
        found.append(Difference(day=day, what="moved", lines=(one_line(reply.address),)))
    return asked.model_copy(
        update={
            "first": asked.first or day,
            "answered": day,
            "gone": False,
            "at": reply.address,
            "sha256": sha256,
            "etag": one_line(reply.headers.get("etag", "")),
            "modified": one_line(reply.headers.get("last-modified", "")),
            "text": words if asked.kind in ("legislation", "govuk") else "",
            "differences": (*asked.differences, *found),
        }
    )


def _difference(before: str, now: str) -> Iterator[str]:
    """The lines that went or came, where both texts are known; the most that are kept."""
    if not before:
        return
    lines = list(unified_diff(before.splitlines(), now.splitlines(), n=0, lineterm=""))[2:]
    changed = [line for line in lines if not line.startswith("@@")]
    yield from (one_line(f"{line[0]} {line[1:]}") for line in changed[:KEPT_LINES])
