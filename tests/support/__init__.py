"""Programs that prove a change of the code, run by hand."""
