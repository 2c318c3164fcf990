"""Words that are a dish's name and therefore no filter: "greek salad" on a menu that has one."""

from collections.abc import Collection, Sequence

from recommender.query.tokens import Token

LONGEST_NAME = 10  # words


def named_until(tokens: Sequence[Token], at: int, names: Collection[str]) -> int:
    """Return where the longest dish name of two words or more that begins at ``at`` ends, or 0."""
    named, name = 0, tokens[at].folded
    for end in range(at + 1, min(at + LONGEST_NAME, len(tokens))):
        name += tokens[end].gap + tokens[end].folded
        if name in names:
            named = end + 1
    return named
