"""`make bench`: prints every figure. BENCH_SCALE (default 17: 10,200 products) multiplies the demo."""

from __future__ import annotations

import sys

from benchmarks.scratch import MISSED, scratch


def main() -> int:
    """Start servers of our own, load the demo, run each benchmark, stop everything; 1 if a figure is beyond its bound."""
    missed = 0
    with scratch(migrated=False):
        from benchmarks import (
            catalogue,
            figures,
            forum,
            fuzz,
            importing,
            journeys,
            loading,
            matching,
            pages,
            papers,
            public,
            ranking,
            replan,
            scaling,
            screens,
            weights,
        )

        for benchmark in (
            loading,
            importing,
            public,
            journeys,
            pages,
            scaling,
            weights,
            forum,
            replan,
            screens,
            papers,
            figures,
            ranking,
            catalogue,
            matching,
            fuzz,
        ):
            print(f"\n{(benchmark.__doc__ or '').splitlines()[0]}")
            for name, figure in benchmark.figures():
                print(f"  {name:<62} {figure}")
                missed += MISSED in figure
            sys.stdout.flush()
    if missed:
        print(f"\n{missed} figures are beyond their bounds ({MISSED}).")
    return int(missed > 0)


if __name__ == "__main__":  # a benchmark's own process imports this module again
    sys.exit(main())
