"""Build the site into site/, strictly; a failed build leaves the last good one untouched.

Run as `python -m macros.build`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def build(root: Path = ROOT) -> int:
    """Build beside site/ and take its place only when all went well; the exit code of the build."""
    site, fresh, last = root / "site", root / "site.new", root / "site.old"
    _finish(site, last)
    shutil.rmtree(fresh, ignore_errors=True)
    # Neither --quiet nor --verbose: with either, strict mode lets broken links pass.
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(fresh)]
    done = subprocess.run(command, cwd=root, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    if done.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        return done.returncode
    if site.exists():
        site.rename(last)
    fresh.rename(site)
    shutil.rmtree(last, ignore_errors=True)
    return 0


def _finish(site: Path, last: Path) -> None:
    """Mend a swap that was cut short between its two steps."""
    if last.exists() and not site.exists():
        last.rename(site)
    shutil.rmtree(last, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(build())
