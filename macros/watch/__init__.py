"""Watch: what became of the sources that rules rest on, asked of their publishers; no part of a build."""
