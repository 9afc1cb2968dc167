"""Editions: the words of each page for a record, what rests on what changed, and the release that writes the record."""
