"""What is written after the pages: JSON, feeds, headers and styles."""
