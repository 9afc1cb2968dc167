"""Tests of macros/pages/."""
