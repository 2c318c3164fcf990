"""What runs beside the app: PostgreSQL, Chroma, a bucket, nginx; and the app itself, in a browser."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "browser"))
