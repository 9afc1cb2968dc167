"""Real servers on this machine, started from the files that the site ships for them."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log stderr notice;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port};
    root {site};
    include {site}/.nginx.conf;
  }}
}}
"""
# The modules that list folders and guess names are loaded, since a host has them.
APACHE = """
ServerRoot {folder}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
DefaultRuntimeDir {folder}
ErrorLog /dev/stderr
LogLevel notice
{user}
{modules}
TypesConfig /dev/null
DocumentRoot {site}
<Directory />
  AllowOverride None
  Require all denied
</Directory>
<Directory {site}>
  AllowOverride All
  Options Indexes MultiViews
  Require all granted
</Directory>
"""
MODULES = Path("/usr/lib/apache2/modules")
LOADED = (
    *("mpm_event", "authz_core", "dir", "mime", "headers", "alias", "setenvif", "rewrite"),
    *("deflate", "filter", "autoindex", "negotiation"),
)
READY = {"nginx": "getrlimit", "apache": "resuming normal operations"}
"""What each server says once it listens."""


def _command(kind: str, folder: Path, site: Path, port: int) -> list[str]:
    settings = folder / "settings"
    if kind == "nginx":
        settings.write_text(NGINX.format(folder=folder, site=site, port=port), encoding="utf-8")
        return [shutil.which("nginx") or "/usr/sbin/nginx", "-e", "stderr", "-c", str(settings)]
    user = "User #65534\nGroup #65534" if os.geteuid() == 0 else ""
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in LOADED)
    text = APACHE.format(folder=folder, site=site, port=port, user=user, modules=modules)
    settings.write_text(text, encoding="utf-8")
    return [shutil.which("apache2") or "/usr/sbin/apache2", "-f", str(settings), "-DFOREGROUND"]


@contextmanager
def host(kind: str, site: Path) -> Iterator[str]:
    """Serve a copy of a built site with nginx or Apache; the address of its top.

    Raises:
        RuntimeError: with what the server said, if it does not start.
    """
    said = ""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # Apache gives up being root
        copy = shutil.copytree(site, folder / "srv" / "site")
        (folder / "srv" / "beside.txt").write_text("not to be served", encoding="utf-8")
        for _ in range(5):  # the port may be taken between our look and the server's
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            command = _command(kind, folder, copy, port)
            with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
                assert server.stderr
                said = ""
                for line in server.stderr:
                    said += line
                    if READY[kind] in line:
                        try:
                            yield f"http://127.0.0.1:{port}/"
                        finally:
                            server.terminate()
                        return
            if not re.search("Address already in use", said):
                break
    raise RuntimeError(f"{kind} did not start: {said}")
