"""`make bench`: prints every figure. BENCH_SCALE (default 17: 10,200 products) multiplies the demo."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from ovop.supervisor.servers import EmbeddedPostgres, EmbeddedValkey


def main() -> int:
    """Start servers of our own, load the demo, run each benchmark, stop everything."""
    folder = Path(tempfile.mkdtemp(prefix="ovop-bench-"))
    folder.chmod(0o755)  # the database server runs as another user when we are root
    postgres, valkey = EmbeddedPostgres(folder / "postgres"), EmbeddedValkey(folder / "valkey")
    os.environ |= {
        "DATABASE_URL": postgres.start(), "REDIS_URL": valkey.start(), "OVOP_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "ovop.settings.development", "DEBUG": "0",
    }  # fmt: skip
    try:
        import django

        django.setup()
        from benchmarks import importing, loading, pages, ranking, scheduling

        for benchmark in (loading, importing, pages, ranking, scheduling):
            print(f"\n{(benchmark.__doc__ or '').splitlines()[0]}")
            for name, figure in benchmark.figures():
                print(f"  {name:<62} {figure}")
            sys.stdout.flush()
    finally:
        valkey.stop()
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":  # a benchmark's own process imports this module again
    sys.exit(main())
