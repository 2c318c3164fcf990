"""Words that are a dish's name and therefore no filter: "greek salad" on a menu that has one."""

from collections.abc import Sequence

from recommender.dish import fold
from recommender.query.tokens import Token

LONGEST_NAME = 10  # words


def named_until(tokens: Sequence[Token], at: int, names: frozenset[str], text: str) -> int:
    """Return where the longest dish name of two words or more that begins at ``at`` ends, or 0."""
    if not names:
        return 0
    for end in range(min(at + LONGEST_NAME, len(tokens)), at + 1, -1):
        if fold(text[tokens[at].start : tokens[end - 1].end]) in names:
            return end
    return 0
