"""What is run as `python -m macros.commands.NAME`."""
