"""Problems of the content, with their lines, and the exceptions that carry them."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """Something that an editor wrote wrong, and what to write instead."""

    path: str
    line: int
    sentence: str

    def __str__(self) -> str:
        # One line, though what it quotes may be several.
        return f"{self.path}:{self.line}: {' '.join(self.sentence.split())}"


class ContentError(Exception):
    """The content has problems, all of which it lists; nothing may be published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        count = len(self.problems)
        head = f"{count} problem{'s' * (count != 1)} in the content. Nothing was published."
        super().__init__("\n".join([head, "", *map(str, self.problems)]))


class Unreadable(Exception):
    """A text cannot be parsed: each line in its file that is to blame, and the reason."""

    def __init__(self, *faults: tuple[int, str]) -> None:
        super().__init__(faults[0][1])
        self.faults = faults

    def problems(self, path: str, more: str = "") -> list[Problem]:
        """The same as problems of the file at a path, with `more` behind each sentence."""
        return [Problem(path, line, f"{sentence} {more}".rstrip()) for line, sentence in self.faults]


def nearest(word: str, known: Iterable[str]) -> str:
    """The nearest right spelling, or nothing if none is near; capitals do not count."""
    names = list(known)
    near = get_close_matches(word, names, n=1) or get_close_matches(word.lower(), names, n=1)
    return near[0] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The nearest right spelling as a sentence, or nothing."""
    near = nearest(word, known)
    return f' Did you mean "{near}"?' if near else ""
