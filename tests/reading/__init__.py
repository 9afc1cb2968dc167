"""Tests of macros/reading/."""
