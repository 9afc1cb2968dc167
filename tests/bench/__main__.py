"""Run every benchmark."""

from tests.bench import build, leaving, reading, scale, search, weight

build.main()
scale.main()
weight.main()
reading.main()
leaving.main()
search.main()
