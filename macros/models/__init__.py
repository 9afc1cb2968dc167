"""What an editor names, one module a noun, and the values they share."""
