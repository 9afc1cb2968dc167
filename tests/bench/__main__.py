"""Run every benchmark."""

from tests.bench import build, weight

build.main()
weight.main()
