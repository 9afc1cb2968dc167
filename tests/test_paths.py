"""What is written is written whole."""

import resource
from pathlib import Path

import pytest

from macros.paths import write_whole


def test_a_full_disk_leaves_a_file_as_it_was(tmp_path: Path) -> None:
    """And nothing beside it: `make schemas` writes the words of editors."""
    path = tmp_path / "ask.yml"
    path.write_text("words", encoding="utf-8")
    room = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, room[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_whole(path, "other words")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, room)
    assert path.read_text(encoding="utf-8") == "words"
    assert list(tmp_path.iterdir()) == [path]
    write_whole(path, "other words")
    assert path.read_text(encoding="utf-8") == "other words"
