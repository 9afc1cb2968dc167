"""Where MkDocs looks for its hooks; a hook file that held them would load the package twice."""

from macros import on_env, on_files, on_page_content, on_page_read_source, on_startup

__all__ = ["on_env", "on_files", "on_page_content", "on_page_read_source", "on_startup"]
