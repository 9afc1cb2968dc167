"""Run every benchmark."""

from tests.bench import build, flowchart, leaving, paper, reading, scale, search, stock, weight

ALL = (build, scale, weight, reading, flowchart, leaving, search, paper, stock)

if __name__ == "__main__":
    for one in ALL:
        one.main()
