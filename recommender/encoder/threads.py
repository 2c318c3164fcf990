"""How many processor cores an encoding takes.

torch keeps the number for each thread that calls it, so a bulk job and a guest's query set theirs
without touching the other's.
"""

import os

import torch


def for_one_query() -> None:
    """One core: beside another busy process two cost 188 ms a query and one 56 ms."""
    torch.set_num_threads(1)


def for_bulk() -> None:
    """All cores: an import is the owner's own waiting."""
    torch.set_num_threads(os.cpu_count() or 1)
