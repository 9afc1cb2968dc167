"""Run every benchmark."""

from tests.bench import build, flowchart, leaving, paper, reading, scale, search, stock, weight

build.main()
scale.main()
weight.main()
reading.main()
flowchart.main()
leaving.main()
search.main()
paper.main()
stock.main()
