"""Public addresses: where a reader finds each thing of the site."""


def address(target: str) -> str:
    """The address, from the top of the site, of a page named like /law/index.md#section-11, or of another file."""
    path, _, fragment = target.removeprefix("/").partition("#")
    if not path.endswith(".md"):
        return path
    path = path.removesuffix(".md")
    if path == "index" or path.endswith("/index"):
        path = path.removesuffix("index")
    else:
        path += "/"
    return path + (f"#{fragment}" if fragment else "")
