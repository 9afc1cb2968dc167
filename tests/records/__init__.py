"""Tests of macros/records/."""
