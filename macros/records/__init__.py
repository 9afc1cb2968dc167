"""What earlier editions promised: every address, and every released list."""
