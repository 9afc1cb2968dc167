"""Editions: the diff of advice, releases, the status of sheets, and what is overdue."""
