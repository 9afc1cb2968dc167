"""Paper: sheets as PDF, and forms for Word."""
