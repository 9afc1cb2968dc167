"""One page of figures from the last run. Run as `make report`."""
