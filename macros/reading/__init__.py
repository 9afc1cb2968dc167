"""Source text into values that know their line."""
