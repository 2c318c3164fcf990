"""How stored text is written so that a page shows it letter by letter."""

import re

import pytest
from screen import unescaped

from recommender.ui.words import plain

# What Streamlit 1.67 makes of text once its escapes are read, as seen in Chromium.
FOUND_LATER = re.compile(
    r":material/\w+:|:streamlit:|https?://|www\.|[\w.+-]+@[\w-]+\.|(?<!\S)(?:->|<-|--|>=|<=|~=)(?!\S)",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "text",
    [
        ":material/home:",
        ":streamlit:",
        "see www.evil.test",
        "WWW.EVIL.TEST",
        "http://evil.test/x",
        "(https://evil.test)",
        "HTTPS://evil.test",
        "chef@evil.test",
        "chef.de+cuisine@evil.test",
        "a -> b",
        "a <- b",
        "a -- b",
        "a >= b",
        "a <= b",
        "a ~= b",
        "xmpp:chef@evil.test",
        ":red[hot] :blue-badge[new]",
        "[x](javascript:alert(1))",
        "![x](http://evil.test/x.png)",
        "<script>alert(1)</script>",
        "&lt;b&gt; &amp; &#60;",
        "$x^2$ costs $5",
        "`code` **bold** _it_ ~~no~~",
        "# head",
        "| a | b |",
        "[^1]: note",
        "12:30, 9:00-10:30",
    ],
)
def test_text_is_read_as_it_was_written_and_nothing_is_found_in_it(text: str) -> None:
    written = plain(text)

    assert unescaped(written) == text
    assert not FOUND_LATER.search(re.sub(r"\\(.)", r"\1", written))
    assert not re.search(r"[<>*_`$#|~\[\]]", re.sub(r"\\.", "", written))


@pytest.mark.parametrize(
    "between", ["\n", "\r\n", "\n\n    ", "\n===\n", "\n- ", "\v", "\f", "\x85", "\u2028", "\x1c"]
)
def test_text_is_one_line_and_so_no_heading_list_or_listing(between: str) -> None:
    assert len(plain(f"curry{between}soup").splitlines()) == 1
