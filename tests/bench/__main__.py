"""Run every benchmark."""

from tests.bench import build, leaving, reading, weight

build.main()
weight.main()
reading.main()
leaving.main()
