"""HTML: rendering, abbreviations, embeds and the index of search."""
