"""The languages of the interface: one gettext catalog each, ``<code>/LC_MESSAGES/messages.po``.

A new language is one new file: ``python -m recommender.locale <code>`` makes it, with everything
that is to be translated; without a code it brings all catalogs up to the code's present texts.
"""

from pathlib import Path

LOCALES = Path(__file__).resolve().parent
CATALOG = Path("LC_MESSAGES") / "messages.po"
