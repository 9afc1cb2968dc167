"""Run every benchmark."""

from tests.bench import build, leaving, reading, search, stock, weight

build.main()
weight.main()
reading.main()
leaving.main()
search.main()
stock.main()
