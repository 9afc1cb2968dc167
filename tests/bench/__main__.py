"""Run every benchmark."""

from tests.bench import build, leaving, weight

build.main()
weight.main()
leaving.main()
