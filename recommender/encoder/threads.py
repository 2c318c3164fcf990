"""How many processor cores an encoding takes: one.

Beside another busy process two cost 188 ms a query and one 56 ms. A menu is encoded by one thread
for each core, see :mod:`recommender.workers`. torch keeps the number for each thread that calls it.
"""

import torch


def on_one_core() -> None:
    """Let what this thread encodes from now on take one core."""
    torch.set_num_threads(1)
