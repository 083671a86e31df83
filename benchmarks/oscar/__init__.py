"""django-oscar with so many products, in a virtual environment of its own outside the repository.

It is only compared with: nothing of it is part of the platform.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.serving import beside, reached

HERE = Path(__file__).parent
# Kept between runs: installing takes a minute the first time.
FOLDER = Path(os.environ.get("OVOP_BENCH_CACHE", Path.home() / ".cache" / "ovop-bench")) / "oscar"
PACKAGES = ("django-oscar[sorl-thumbnail]==4.2.1", "gunicorn", "psycopg2-binary")


@contextmanager
def running(products: int) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a shop with `products` products, and its pages. Its tables go into a database of their own."""
    python = _installed()
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO_", "PYTHON"))
    }
    env |= {
        "PYTHONPATH": str(HERE),
        "DJANGO_SETTINGS_MODULE": "shop_settings",
        "SHOP_DATABASE": _database(),
        "SHOP_MEDIA": str(FOLDER / "media"),
    }
    subprocess.run(
        [python, str(HERE / "shop_load.py"), str(products)],
        env=env,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    pages = {
        "oscar: catalogue": "/catalogue/",
        "oscar: product": f"/catalogue/product-{products // 2}_{products // 2}/",
        "oscar: search": "/search/?q=100",
    }
    with beside(str(python), "shop_wsgi:application", "/catalogue/", env) as (address, _process):
        for path in pages.values():  # alone, as each makes its thumbnails the first time
            reached(f"{address}{path}")
        yield address, pages


def _installed() -> Path:
    python = FOLDER / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *PACKAGES], check=True)
    return python


def _database() -> str:
    """Beside ours, on the same server."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS shop")
        cursor.execute("CREATE DATABASE shop")
    given = connection.settings_dict
    return f"host={given['HOST']} port={given['PORT'] or 5432} user={given['USER']} dbname=shop"
