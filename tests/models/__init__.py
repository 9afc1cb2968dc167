"""Tests of macros/models/."""
