"""Watch: what is overdue, and what became of the sources that rules rest on, asked of their publishers."""
