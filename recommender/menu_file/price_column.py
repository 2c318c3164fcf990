"""The price column of a table: one cell alone cannot tell thousands from decimals."""

from collections.abc import Sequence

from recommender.because import Because
from recommender.menu_file.cells import AN_ERROR, means_nothing
from recommender.menu_file.prices import (
    Amount,
    BadCell,
    amount,
    currency_in,
    decimal_point,
    resolved,
)
from recommender.menu_file.vocabulary import SHARED_SIGNS, SPREADSHEET_ERRORS


class PriceColumn:
    """Prices and currencies, row by row, in the light of all of them."""

    def __init__(
        self, header: str, cells: Sequence[str], currency: str = "", usual: str = ""
    ) -> None:
        """Look at the whole column.

        Args:
            header: may name a currency, such as "Price (USD)".
            cells: those of all rows, cleaned.
            currency: of prices without one, and of those with a sign that several share.
            usual: the same, where neither this nor the file says one: the house's.
        """
        self._amounts = [_amount(cell) for cell in cells]
        good = [found for found in self._amounts if isinstance(found, Amount)]
        signs = {found.currency for found in good} - {""}
        self._point = decimal_point(good)
        self._default = currency or currency_in(header)
        self._common = self._default or (next(iter(signs)) if len(signs) == 1 else "")
        self._several = bool(signs) and not self._common
        self._usual = usual
        self.says_currency = bool(signs or self._default)

    def read(self, row: int, said: str) -> dict[str, str]:
        """Return the price and, where it can be told, the currency of a row.

        Args:
            row: counted from 0.
            said: what the row's currency column says, if anything.

        Raises:
            BadCell: the price cannot be read, or only guessed.
        """
        found = self._amounts[row]
        if isinstance(found, BadCell):
            raise found
        if found is None:
            return {}
        currency = self._currency(found, said.upper()) or self._usual
        number = resolved(found, self._point, currency)
        return {"price": number} | ({"currency": currency} if currency else {})

    def _currency(self, found: Amount, said: str) -> str:
        written = found.currency or self._common
        shared = SHARED_SIGNS.get(written, frozenset())
        if said and found.currency and said != found.currency and said not in shared:
            raise BadCell(Because("is in another currency than the row's, {said}", said=said))
        meant = next((one for one in (self._default, self._usual) if one in shared), written)
        currency = said or meant
        if currency in SHARED_SIGNS:
            raise BadCell(
                Because(
                    'does not say which "{sign}"; add a column currency such as USD', sign=currency
                )
            )
        if not currency and self._several:
            reason = Because("has no currency where other rows have different ones; write it")
            raise BadCell(reason)
        return currency


def _amount(cell: str) -> Amount | BadCell | None:
    if cell in SPREADSHEET_ERRORS:
        return BadCell(AN_ERROR)
    try:
        return None if means_nothing("price", cell) else amount(cell)
    except BadCell as bad:
        return bad
