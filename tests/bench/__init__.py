"""Benchmarks: what is printed here is what may be said. Run as `make bench`."""
