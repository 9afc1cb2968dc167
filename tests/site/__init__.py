"""Tests of the built site and of the repository as a whole."""
