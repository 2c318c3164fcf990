"""Backups: one file with everything that cannot be made again, taken while the app runs.

In it are the catalog (dishes, history, settings, kept vectors, counted searches), every photo and
logo that it names, and a manifest with their checksums. Not in it are the index, which is made
again from kept vectors, and who may enter, which stands in the settings.
"""

from recommender.backup.manifest import FORMAT, Manifest
from recommender.backup.restoring import restore
from recommender.backup.taking import Taken, backup

__all__ = ["FORMAT", "Manifest", "Taken", "backup", "restore"]
