"""Show the site at http://127.0.0.1:8000, anew after each edit: `python -m macros.commands.serve`.

Words after it go to `mkdocs serve`, which would tell of settings that are wrong in its own way.
"""

import sys
from functools import partial

from macros.commands import run_command
from macros.hooks import serve_site
from macros.paths import ROOT


def main(words: list[str]) -> int:
    """Serve until Ctrl+C; 1 if the settings are wrong."""
    problems = serve_site(ROOT, words)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(run_command(partial(main, sys.argv[1:]), takes_words=True))
