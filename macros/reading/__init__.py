"""Read source text into values that keep their line numbers."""
