"""Checks across the files of docs/."""
