"""The operator's verbs on the command line."""

from recommender.command import Command
from recommender.operator_commands import care, keeping, menu


def register(command: Command) -> None:
    """Add the verbs to the command line."""
    menu.register(command)
    care.register(command)
    keeping.register(command)
