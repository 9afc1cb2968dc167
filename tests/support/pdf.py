"""What a PDF says, read from its tags as a screen reader reads it."""

import re
import subprocess
from functools import cache
from pathlib import Path


@cache  # half a second a file, and several tests read each
def blocks(path: Path) -> list[tuple[str, str]]:
    """Every block of text in the order of reading, with its tag."""
    command = ["pdfinfo", "-struct-text", str(path)]
    found: list[tuple[str, str]] = []
    for row in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n"):
        if text := re.fullmatch(r'\s*"(.*)"', row):
            tag, before = found.pop()
            found.append((tag, before + text[1]))
        elif (start := re.match(r"\s*(\w+)", row)) and "(inline)" not in row:
            found.append((start[1], ""))
    return [(tag, " ".join(text.split())) for tag, text in found if text.strip()]
