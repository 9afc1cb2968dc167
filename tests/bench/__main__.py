"""Run every benchmark."""

from tests.bench import build, flowchart, leaving, paper, reading, search, weight

build.main()
weight.main()
reading.main()
flowchart.main()
leaving.main()
search.main()
paper.main()
