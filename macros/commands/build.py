"""Build the site into site/, strictly; a failed build leaves the last good one untouched.

Run as `python -m macros.commands.build`.
"""

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from macros.paths import ROOT

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
OF_THE_SYSTEM = re.compile(r"\w+: \[Errno (\d+)\] ([^:]+)(?:: '([^']*)')?.*")
"""The last line of a traceback that the system caused, not the program."""


def build(root: Path = ROOT) -> int:
    """Build beside site/ and take its place only when all went well; the exit code of the build."""
    site, fresh, last = root / "site", root / "site.new", root / "site.old"
    try:
        _finish(site, last)
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir()
        if code := _mkdocs(root, fresh):
            return code
        if site.exists():
            site.rename(last)
        fresh.rename(site)
        shutil.rmtree(last, ignore_errors=True)
    except OSError as error:
        print(
            _sentence(root, error.errno or 0, error.strerror or str(error), str(error.filename or "")), file=sys.stderr
        )
        return 1
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return 0


def _mkdocs(root: Path, fresh: Path) -> int:
    # Neither --quiet nor --verbose: with either, strict mode lets broken links pass.
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(fresh)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        held: list[str] = []
        for line in running.stderr:
            if held or line.startswith("Traceback"):
                held.append(line)
            else:
                sys.stderr.write(line)
    caused = OF_THE_SYSTEM.fullmatch(held[-1].strip()) if held else None
    if caused:
        held = [_sentence(root, int(caused[1]), caused[2], caused[3] or "") + "\n"]
    sys.stderr.writelines(held)
    return running.returncode


def _sentence(root: Path, number: int, words: str, name: str) -> str:
    """What stopped the build, where the system did, and what to do."""
    path = Path(name)
    place = path.relative_to(root).as_posix() if path.is_relative_to(root) else name or "The build"
    if number in FULL:
        return f"{place}: there is no room to write it. Make room on the disk, and build again. Nothing was published."
    if number in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"{place}: you may not read or write it. Change its permissions, and build again. Nothing was published."
    return f"{place}: {words[:1].lower()}{words[1:]}. Nothing was published."


def _finish(site: Path, last: Path) -> None:
    """Mend a swap that was cut short between its two steps."""
    if last.exists() and not site.exists():
        last.rename(site)
    if last.exists():
        shutil.rmtree(last)


if __name__ == "__main__":
    sys.exit(build())
