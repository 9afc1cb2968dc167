"""What law watch asks, sees and tells, on a web of our own that speaks the documented forms."""
