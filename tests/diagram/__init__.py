"""Tests of macros/diagram/."""
