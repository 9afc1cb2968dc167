"""Run every benchmark."""

from tests.bench import build, editions, flowchart, leaving, paper, reading, scale, search, stock, weight

ALL = (build, scale, editions, weight, reading, flowchart, leaving, search, paper, stock)

if __name__ == "__main__":
    for one in ALL:
        one.main()
