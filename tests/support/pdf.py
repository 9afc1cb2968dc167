"""What a PDF says, read from its tags as a screen reader reads it."""

import re
import subprocess
from functools import cache
from pathlib import Path


@cache  # half a second a file, and several tests read each
def _tagged(path: Path) -> list[str]:
    """The lines in which pdfinfo tells the tags of a file, and their words."""
    command = ["pdfinfo", "-struct-text", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")


@cache
def blocks(path: Path) -> list[tuple[str, str]]:
    """Every block of text in the order of reading, with its tag."""
    found: list[tuple[str, str]] = []
    for row in _tagged(path):
        if text := re.fullmatch(r'\s*"(.*)"', row):
            tag, before = found.pop()
            found.append((tag, before + text[1]))
        elif (start := re.match(r"\s*(\w+)", row)) and "(inline)" not in row:
            found.append((start[1], ""))
    return [(tag, " ".join(text.split())) for tag, text in found if text.strip()]


def lists(path: Path) -> list[list[str]]:
    """The words of each item of each list in its tags, in the order of reading; no list stands in another."""
    found: list[list[str]] = []
    within = -1  # how far the list is indented whose items are read
    for row in _tagged(path):
        indent = len(row) - len(row.lstrip())
        tag = row.strip().partition(" ")[0].removesuffix(":")
        if tag == "L":
            found.append([])
            within = indent
        elif row.strip() and indent <= within:
            within = -1
        elif within >= 0 and tag == "LI":
            found[-1].append("")
        elif within >= 0 and (words := re.fullmatch(r'\s*"(.*)"', row)):
            found[-1][-1] += words[1]
    return [[" ".join(item.split()) for item in one] for one in found]
