"""A flowchart as a picture."""
