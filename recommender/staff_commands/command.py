"""How commands are added to the command line."""

import argparse
from collections.abc import Callable

# Adds a command by its name, what runs it, and what it says of itself.
Command = Callable[[str, Callable[..., int], str], argparse.ArgumentParser]
