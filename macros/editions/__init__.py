"""The difference of advice, releases, what is overdue."""
