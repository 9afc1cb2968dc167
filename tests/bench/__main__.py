"""Run every benchmark, or those that are named: `python -m tests.bench weight search`."""

import sys
import time

from tests.bench import (
    build,
    editions,
    figures,
    flowchart,
    leaving,
    paper,
    reading,
    scale,
    search,
    serving,
    stock,
    weight,
)

ALL = {
    one.__name__.rpartition(".")[2]: one.main
    for one in (build, scale, serving, editions, weight, figures, reading, flowchart, leaving, search, paper, stock)
}


def main(*names: str) -> None:
    """Print what each finds, and beside it, for whoever waits, how long it took."""
    for name in names or ALL:
        start = time.perf_counter()
        ALL[name]()
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
