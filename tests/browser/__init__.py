"""Tests of the built site in a driven browser."""
