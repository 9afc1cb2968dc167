"""Preview: the site under `make serve`, where a file is made when it is asked for, and all of them after each edit.

Each edit makes everything anew: no record is kept of what depends on what, so that nothing shown can be out of date.
"""

import os
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, FileSystemLoader, TemplateNotFound, TemplateSyntaxError
from watchdog.events import FileModifiedEvent
from watchdog.observers.api import EventEmitter

from macros.pages.render import render
from macros.paths import ROOT
from macros.publish.assets import is_unused
from macros.reading.problem import ContentError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from jinja2.bccache import Bucket

Makers = Mapping[str, Callable[[], object]]
"""What writes each file of a site, by its path, in the order in which they are written where nobody asks for one."""

NOT_FOUND = "404.html"

AFTER_SECONDS = 1
"""How long the rest waits after an edit, so that a browser has the page that is open, and the next edit shows soon."""


class Templates(FileSystemLoader):
    """The templates and other files of a theme in some folders, of which only those of the project may change.

    What is installed is listed once: Material brings 14,000 pictures, of which the site uses none.
    """

    def __init__(self, folders: Sequence[str]) -> None:
        super().__init__(folders)
        own = [folder for folder in folders if not _is_installed(folder)]
        self._own = FileSystemLoader(own)
        self._installed = tuple(folder for folder in folders if folder not in own)

    def list_templates(self) -> list[str]:
        """The path of each file, sorted."""
        return sorted({*self._own.list_templates(), *_installed_files(self._installed)})


def _is_installed(folder: str) -> bool:
    return "site-packages" in Path(folder).parts


@cache
def _installed_files(folders: tuple[str, ...]) -> list[str]:
    return [path for path in FileSystemLoader(folders).list_templates() if not is_unused(path) and path[0] != "."]


class CompiledTemplates(BytecodeCache):
    """The templates that were compiled before, each of which Jinja takes only for the very same text."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: "Bucket") -> None:
        """Fill a bucket, if there is something for it."""
        if compiled := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: "Bucket") -> None:
        """Keep what is in a bucket."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


class Look(EventEmitter):
    """Looks whether any file in a folder is another than before.

    It does so ten times a second; what watchdog has for this compares folders and owners too, in four times the time.
    """

    _before: frozenset[tuple[str, int, int, int]] = frozenset()

    def on_thread_start(self) -> None:
        """See what is there."""
        self._before = frozenset(self._files(self.watch.path))

    def queue_events(self, timeout: float) -> None:
        """Wait, look again, and tell of each file that came, changed or went."""
        if self.stopped_event.wait(timeout):
            return
        now = frozenset(self._files(self.watch.path))
        for path in {one[0] for one in now ^ self._before}:
            self.queue_event(FileModifiedEvent(path))
        self._before = now

    def _files(self, folder: str) -> Iterator[tuple[str, int, int, int]]:
        with suppress(OSError), os.scandir(folder) as entries:  # it may be gone
            for entry in entries:
                if entry.is_dir():
                    yield from self._files(entry.path) if self.watch.is_recursive else ()
                    continue
                with suppress(OSError):
                    held = entry.stat()
                    yield entry.path, held.st_mtime_ns, held.st_size, held.st_ino


class Stopped(Exception):
    """A site, or a file of it, cannot be made: what is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Preview:
    """The files of a site below a folder, and what is wrong with them.

    Where a file cannot be made, or none can, the last good one stays. `load` reads the sources, and raises `Stopped`.
    """

    def __init__(self, folder: Path, load: Callable[[], Makers]) -> None:
        self._folder, self._load = folder, load
        self._left: dict[str, Callable[[], object]] = {}
        """What was not made since the last edit."""
        self._paths: set[str] = set()
        self._problems: list[str] = []
        self._open = "index.html"
        """The page that was asked for last, which is the first to be made after an edit."""
        self._is_loading = False
        self._making = threading.Lock()
        self._unhurried = threading.Event()
        """Set while nobody waits for a file."""

    def reload(self) -> None:
        """Load the sources anew, as after each edit, and make the page that is open; the rest follows by itself."""
        self._is_loading = True
        self._unhurried.clear()
        with self._making:
            self._left, self._problems = {}, []
            self._attempt(self._take)
            self._make(self._open)
            left, self._is_loading = self._left, False
        self._unhurried.set()
        rest = threading.Timer(AFTER_SECONDS, self._make_all, (left,))
        rest.daemon = True
        rest.start()

    def stop(self) -> None:
        """Make nothing more."""
        with self._making:
            self._left = {}

    def before(self, serve: "WSGIApplication", top: str) -> "WSGIApplication":
        """The application that makes a file, if need be, before `serve` sends it from below the path `top`."""

        def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").removeprefix(top)
            page = normpath(f"/{path}index.html" if path.endswith("/") or not path else f"/{path}").lstrip("/")
            self._ask(page)
            if not self._problems or not page.endswith(".html"):
                return serve(environ, start_response)
            return [self._with_problems(page, serve, environ, start_response)]

        return application

    def _take(self) -> None:
        made = dict(self._load())
        for path in self._paths - made.keys():
            (self._folder / path).unlink(missing_ok=True)
        self._left, self._paths = made, set(made)

    def _ask(self, path: str) -> None:
        """Make the file at a path now, unless it was made since the last edit."""
        if self._is_loading or self._at(path) in self._left:
            self._unhurried.clear()
            with self._making:
                self._make(self._at(path))
            self._unhurried.set()
        if self._at(path).endswith("index.html"):
            self._open = self._at(path)

    def _at(self, path: str) -> str:
        """The file that is sent for a path."""
        return next((one for one in (path, f"{path}/index.html") if one in self._paths), NOT_FOUND)

    def _make(self, path: str) -> None:
        if make := self._left.get(path):
            self._attempt(make)
            del self._left[path]

    def _make_all(self, left: dict[str, Callable[[], object]]) -> None:
        """Make what is left, one at a time, until the next edit."""
        while left and left is self._left:
            self._unhurried.wait()
            with self._making:
                self._make(next(iter(self._left), ""))
        if self._paths and left is self._left and not self._problems:
            print("All files are made, and nothing is wrong.", file=sys.stderr)

    def _attempt(self, work: Callable[[], object]) -> None:
        """Do something, and tell what stops it, once."""
        try:
            work()
        except (Stopped, ContentError) as error:
            problem = str(error)
        except Exception as error:  # noqa: BLE001 - the server goes on, whatever is wrong with a template
            problem = place(error)
        else:
            return
        if problem not in self._problems:
            self._problems.append(problem)
            print(problem, file=sys.stderr)

    def _with_problems(
        self, page: str, serve: "WSGIApplication", environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> bytes:
        """A page as it was last made, or an empty one, below the list of problems."""
        if not (self._folder / page).exists():
            (self._folder / page).parent.mkdir(parents=True, exist_ok=True)
            (self._folder / page).write_text(render("problems", page_url="", problems=()), encoding="utf-8")
            self._paths.add(page)
        head: list[tuple[str, list[tuple[str, str]]]] = []

        def hold(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
            head.append((status, headers))
            return lambda _: None

        body = b"".join(serve(environ, hold))
        lines = [line for problem in self._problems for line in problem.splitlines() if line]
        listed = render("problems", page_url="", problems=lines).encode()
        body = re.sub(rb"<body[^>]*>", lambda tag: tag[0] + listed, body, count=1)
        status, headers = head[0]
        length = ("Content-Length", str(len(body)))
        start_response(status, [*(header for header in headers if header[0] != length[0]), length])
        return body


def place(error: Exception) -> str:
    """Where a template, or else our code, went wrong, and how."""
    if isinstance(error, TemplateNotFound):
        return f"{error.name}: is no template in overrides any more. Bring it back as it was."
    frames = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    inside = [frame for frame in frames if Path(frame[0]).suffix == ".html"] or frames
    name, line = (error.filename, error.lineno) if isinstance(error, TemplateSyntaxError) else inside[-1]
    path = Path(name or "")
    return f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}:{line}: {type(error).__name__}: {error}"
