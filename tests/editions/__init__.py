"""Tests of macros/editions/."""
