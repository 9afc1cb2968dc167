"""The Nu HTML checker, which knows what valid HTML is."""

import subprocess
from pathlib import Path

from macros.paths import ROOT

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
RUN_SHORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
"""It runs for seconds: compiling with care costs more than that gains."""
POLICY_ALONE = ".*(Content Security Policy|require-trusted-types-for|trusted-types).*"
"""What it says of the policy: it takes files for another host, and does not know Trusted Types."""


def faults(*places: Path) -> str:
    """All that it says of the pages in files and folders, warnings included; nothing where all are valid."""
    command = [
        "java",
        *RUN_SHORT,
        "-jar",
        str(JAR),
        "--skip-non-html",
        "--filterpattern",
        POLICY_ALONE,
        *map(str, places),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr or ("" if done.returncode == 0 else f"It ended with {done.returncode}.")
