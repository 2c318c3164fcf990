"""Find the dish a guest craves: by words, by photo or both, within hard limits."""

__version__ = "0.1.0"
