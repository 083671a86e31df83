"""What is in storage."""

from django.core.files.storage import default_storage


def every_file() -> dict[str, bytes]:
    """Name -> content of all there is."""
    found, folders = {}, [""]
    while folders:
        folder = folders.pop()
        if not default_storage.exists(folder):
            continue
        under, files = default_storage.listdir(folder)
        folders += [f"{folder}/{name}".lstrip("/") for name in under]
        for name in (f"{folder}/{name}".lstrip("/") for name in files):
            with default_storage.open(name) as file:
                found[name] = file.read()
    return found
