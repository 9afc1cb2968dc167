"""Tests of macros/commands/."""
