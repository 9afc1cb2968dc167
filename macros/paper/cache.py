"""Cache on disk: what takes long to make and depends on its data alone, outside the repository."""

import os
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import time

DAYS = 30
"""How long an entry stays that nobody asks for."""


def folder() -> Path:
    """Where the entries are; deleting it does no harm."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sharing-guidance-sheets"


def cached(made_of: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """What `make` gives, or gave before for the same `made_of`, which is all that it depends on."""
    hashed = sha256()
    for part in made_of:
        hashed.update(sha256(part).digest())
    path = folder() / hashed.hexdigest()
    try:
        made = path.read_bytes()
        os.utime(path)
    except OSError:
        made = make()
        _store(path, made)
    return made


def _store(path: Path, made: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}")
        try:
            half.write_bytes(made)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
        _drop_old(path.parent)
    except OSError:
        return  # a full disk, or a folder that cannot be written, costs time alone


@cache
def _drop_old(cache: Path) -> None:
    for path in cache.iterdir():
        if path.stat().st_mtime < time() - DAYS * 86_400:
            path.unlink(missing_ok=True)
