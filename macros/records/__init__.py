"""Records of earlier editions: every address, every released list, and the last test pass."""
