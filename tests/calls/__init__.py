"""Tests of macros/calls/."""
