"""Commands, run as `python -m macros.commands.NAME`."""
