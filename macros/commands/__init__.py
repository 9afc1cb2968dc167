"""Commands, run as `python -m macros.commands.NAME`."""

import errno
import os
import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path

from macros.paths import ROOT

INTERRUPTED = 130
"""What a command that was stopped by Ctrl+C returns, as a shell expects."""

_REFUSALS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "there is no room to write it. Make room on the disk"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "you may not read or write it. Change its permissions"),
    **dict.fromkeys((errno.EEXIST, errno.ENOTDIR), "a file or link has the place of a folder. Move it away"),
    errno.EISDIR: "a folder has the place of a file. Move it away",
}


def refused(error: OSError, root: Path = ROOT) -> str:
    """What the system refused to do with a file, and what to do, as a sentence without its full stop."""
    name = str(error.filename2 or error.filename or "This command")  # the second is what the first was to become
    place = Path(name).relative_to(root).as_posix() if Path(name).is_relative_to(root) else name
    words = error.strerror or str(error)
    return f"{place}: {_REFUSALS.get(error.errno or 0) or words[:1].lower() + words[1:]}"


def run_command(command: Callable[[], int | None], *, takes_words: bool = False) -> int:
    """What a command returns, 0 where it returns nothing; what stops it from outside is said in a sentence."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may have no “ or →
    if sys.argv[1:] and not takes_words:
        print(f'Nothing was done: this command takes no words, and got "{" ".join(sys.argv[1:])}".', file=sys.stderr)
        return 1
    try:
        code = command() or 0
        sys.stdout.flush()
    except BrokenPipeError:  # whoever listened has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python would complain at its end
        return 1
    except KeyboardInterrupt:
        print("Stopped before the end.", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        print(f"{refused(error)}, and try again.", file=sys.stderr)
        return 1
    return code
