"""Run every benchmark."""

from tests.bench import build, leaving, paper, reading, search, weight

build.main()
weight.main()
reading.main()
leaving.main()
search.main()
paper.main()
