"""Ask every source and outside link what became of it: `python -m macros.commands.law_watch [FOLDER]`.

The only command that asks other sites anything. It keeps what it sees under records/seen/, and writes its report into
FOLDER as report.txt, report.json and issue.md. It finds; a person decides, in docs/law/source-changes.yml.
"""

import sys
from datetime import date
from functools import partial
from pathlib import Path

from macros.commands import run_command
from macros.content import Content
from macros.loading import load
from macros.models.dates import as_of
from macros.paths import ROOT
from macros.reading.problem import ContentError
from macros.records.seen import Seen, read_seen
from macros.watch.client import Client
from macros.watch.dependents import Sources
from macros.watch.reports import report_as_json, report_as_markdown, report_as_text
from macros.watch.run import run


def agent(content: Content) -> str:
    """Who asks, in the form of the header User-Agent; the address of the site says who answers for it."""
    at = "" if content.partnership.is_placeholder else f" (+{content.partnership.address})"
    return f"law-watch/1{at}"


def watch(content: Content, root: Path, client: Client, day: date) -> list[Seen]:
    """Ask for everything that has not answered on this day, and print each as it does; all that was seen on it."""
    wanted = Sources(content).wanted
    for seen in run(wanted, root, client, day):
        print(f"{seen.result}: {seen.address}", flush=True)
    records, _ = read_seen(root)
    return [records[address] for address in wanted if address in records and records[address].asked == day]


def write_reports(folder: Path, content: Content, asked: list[Seen], day: date) -> None:
    """Write the report for a person, for programs and for an issue into a folder."""
    sources = Sources(content)
    folder.mkdir(parents=True, exist_ok=True)
    reports = {"report.txt": report_as_text, "report.json": report_as_json, "issue.md": report_as_markdown}
    for name, report in reports.items():
        (folder / name).write_text(report(asked, sources, day).rstrip("\n") + "\n", encoding="utf-8")


def main(words: list[str]) -> int:
    """Watch, and print the report; 1 if the content cannot be read, or the report not be kept."""
    if len(words) > 1 or any(not word or word.startswith("-") for word in words):
        print("Name the folder for the report alone, or nothing. Nobody was asked.", file=sys.stderr)
        return 1
    folder = Path(words[0]) if words else ROOT / ".cache" / "law-watch"
    try:
        content, day = load(ROOT / "docs"), as_of()
        folder.mkdir(parents=True, exist_ok=True)  # before all are asked, which takes long
    except (ContentError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{folder} cannot hold the report ({error.strerror}). Name another folder.", file=sys.stderr)
        return 1
    asked = watch(content, ROOT, Client(agent(content)), day)
    write_reports(folder, content, asked, day)
    print("", (folder / "report.txt").read_text(encoding="utf-8"), sep="\n")
    print(f"Written: report.txt, report.json and issue.md in {folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(run_command(partial(main, sys.argv[1:]), takes_words=True))
