"""What completes a sentence about something wrong, so that it can be told in another language."""

from typing import Any, Self


class Because(str):
    """A reason in English that keeps its template and the facts in it.

    Below the pages it is a text like any other; they look its template up in their catalogs. A
    fact may be a text of a person's, a number, a tuple of names of our own such as allergens, or
    another reason.
    """

    __slots__ = ("facts", "template")
    template: str
    facts: dict[str, Any]

    def __new__(cls, template: str, /, **facts: Any) -> Self:
        """Return ``template`` filled with ``facts``."""
        shown = {name: _shown(fact) for name, fact in facts.items()}
        text = super().__new__(cls, template.format(**shown) if facts else template)
        text.template, text.facts = template, facts
        return text

    def with_facts(self, **facts: Any) -> "Because":
        """Return the same sentence with other facts."""
        return Because(self.template, **facts)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a copy keep template and facts."""
        return _again, (self.template, self.facts)


def sentence(error: Any) -> Because:
    """Return the sentence of one of our errors."""
    return Because(error.template, **error.facts)


def _again(template: str, facts: dict[str, Any]) -> Because:
    return Because(template, **facts)


def _shown(fact: Any) -> str:
    if isinstance(fact, int):
        return f"{fact:,}"
    return ", ".join(fact) if isinstance(fact, tuple) else str(fact)
