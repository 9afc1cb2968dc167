"""Where MkDocs looks for its hooks; a hook file that held them would load the package twice."""

from macros import on_env, on_files

__all__ = ["on_env", "on_files"]
