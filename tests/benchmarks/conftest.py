"""Makes known what the benchmarks share with the tests in a browser."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / part) for part in ("", "benchmarks", "browser", "hostile")]
