"""What one thing says of another has to be true."""
