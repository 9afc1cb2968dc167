"""Publish the non-page outputs: JSON, feeds, server configuration, styles and scripts."""
