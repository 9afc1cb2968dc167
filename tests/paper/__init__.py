"""Tests of macros/paper/."""
