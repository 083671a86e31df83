"""A secret kept in a file of the data folder, made on first use."""

import os
import secrets
from pathlib import Path


def stored_secret(path: Path) -> str:
    """Return the secret stored at `path`; make one (readable by its owner only) if missing.

    Two processes may ask at once: the loser of the race reads what the winner wrote. Where nothing
    can be written the secret lives as long as the process; whoever needs the folder says so better.
    """
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            fresh.touch(mode=0o600)
    except OSError:
        return secrets.token_urlsafe(48)
    if not path.exists():
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()
