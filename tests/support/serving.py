"""A project as `make serve` serves it: ask for a file, edit, and wait until the edit shows."""

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Condition, Thread

import pytest

LIVE_RELOAD = re.compile(rb"<script>\s*var livereload = .*?livereload\((\d+), (\d+)\);\s*</script>", re.DOTALL)


@dataclass
class Served:
    """A project, the address at which it is shown, and each line that the terminal said."""

    project: Path
    address: str
    said: list[str]
    _spoke: Condition = field(default_factory=Condition)

    def listen(self, lines: Iterable[str]) -> None:
        """Take down what the terminal says."""
        for line in lines:
            with self._spoke:
                self.said.append(line)
                self._spoke.notify_all()

    def heard(self, start: str) -> bool:
        """Wait for a line of the terminal that starts so."""
        with self._spoke:
            return self._spoke.wait_for(lambda: any(line.startswith(start) for line in self.said), timeout=120)

    def get(self, path: str) -> bytes:
        """What the server answers, without what makes a page load itself again."""
        return LIVE_RELOAD.sub(b"", get(self.address + path))

    def read(self, path: str) -> str:
        """The same as text."""
        return self.get(path).decode()

    def edited(self, *edits: Callable[[], object], page: str = "") -> None:
        """Edit, one file at a time, and wait after each for what tells an open page to load itself again.

        A server that looks in between two files loads twice: the second time could pass for that of the next edit.
        """
        for edit in edits:
            found = LIVE_RELOAD.search(get(self.address + page))
            assert found, page
            epoch, request = found[1].decode(), found[2].decode()
            edit()
            for _ in range(3):  # the server answers after a while even if nothing changed
                if get(f"{self.address}livereload/{epoch}/{request}").decode() != epoch:
                    break
            else:
                pytest.fail("the server did not load again")


def get(url: str) -> bytes:
    """The body of an answer."""
    with urllib.request.urlopen(url, timeout=600) as answer:  # noqa: S310 - our own server
        body: bytes = answer.read()
    return body


def save(path: Path, text: str) -> None:
    """Write a file at a blow: a server that looks sees it as it was or as it is."""
    with TemporaryDirectory() as folder:
        new = Path(folder) / path.name
        new.write_text(text, encoding="utf-8")
        shutil.move(new, path)


@contextmanager
def serving(project: Path) -> Iterator[Served]:
    """A project under `make serve`, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The commit that the bench compares with has no command of ours for it.
    ours = (project / "macros" / "commands" / "serve.py").exists()
    serve = ["macros.commands.serve"] if ours else ["mkdocs", "serve"]
    command = [sys.executable, "-u", "-m", *serve, "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        said: list[str] = []
        for line in server.stderr:
            said.append(line)
            if "Serving on" in line:
                break
        else:
            pytest.fail("".join(said))
        served = Served(project, f"http://127.0.0.1:{port}/", said)
        listener = Thread(target=served.listen, args=(server.stderr,), daemon=True)  # or its pipe would be full
        listener.start()
        yield served
        server.terminate()
        server.wait(timeout=30)
        listener.join()
