"""Whatever a person hands in as a menu: told by its first bytes what it is, and made a table."""

from pathlib import Path

from recommender.because import Because
from recommender.errors import UnusableMenuFile
from recommender.menu_file.archive import opened
from recommender.menu_file.delimited import read_delimited
from recommender.menu_file.table import MAX_FILE_BYTES, Table

EMPTY = Because("it is empty")
ZIP = b"PK\3\4"
WORKBOOK = "xl/workbook.xml"
# What is often named like a menu and is none that can be read, by its first bytes.
PACKED = Because("it is a packed file; unpack it, and save it as CSV or .xlsx")
OTHERS = {
    b"\xd0\xcf\x11\xe0": Because(
        "it is an old .xls workbook, or one locked with a password; save it as .xlsx without a "
        "password"
    ),
    b"%PDF": Because("it is a PDF; save it as CSV or .xlsx"),
    b"{\\rtf": Because("it is a text document; save it as CSV or .xlsx"),
    b"<": Because("it is a web page or XML; save it as CSV or .xlsx"),
    b"\xff\xd8\xff": Because("it is a photo; hand in the menu as CSV or .xlsx"),
    b"\x89PNG": Because("it is a picture; hand in the menu as CSV or .xlsx"),
    b"PK\5\6": Because("it is an empty ZIP archive"),
    b"\x1f\x8b": PACKED,
    b"7z\xbc\xaf": PACKED,
    b"Rar!": PACKED,
    b"SQLite": Because("it is a database; save it as CSV or .xlsx"),
}
# The same for what is a ZIP inside, by a file that only it has.
OTHER_ARCHIVES = {
    "content.xml": Because("it is an OpenDocument file; save it as CSV or .xlsx"),
    "word/document.xml": Because("it is a text document; save it as CSV or .xlsx"),
    "Index/Document.iwa": Because("it is a Numbers or Pages document; save it as CSV or .xlsx"),
    "xl/workbook.bin": Because("it is a binary .xlsb workbook; save it as .xlsx"),
}


def read_table(file: Path | bytes, name: str) -> Table:
    """Read a CSV or a workbook, told apart by what it holds and not by its name.

    Raises:
        UnusableMenuFile: it is neither, damaged, or too large.
    """
    data = file if isinstance(file, bytes) else _content(file, name)
    if len(data) > MAX_FILE_BYTES:
        raise UnusableMenuFile(file=name, reason=_too_large(len(data)))
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise UnusableMenuFile(file=name, reason=EMPTY)
    if data.startswith(ZIP):
        return _from_archive(data, name)
    for beginning, reason in OTHERS.items():
        if data.startswith(beginning):
            raise UnusableMenuFile(file=name, reason=reason)
    return read_delimited(data, name)


def _content(file: Path, name: str) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_FILE_BYTES:
            raise UnusableMenuFile(file=name, reason=_too_large(size))
        return file.read_bytes()
    except FileNotFoundError:
        reason = Because("there is no such file; check its name and folder")
    except OSError as error:
        reason = Because(error.strerror or str(error))  # in the words of the system
    raise UnusableMenuFile(file=name, reason=reason)


def _too_large(size: int) -> Because:
    facts = {"size": round(size / 1e6), "most": round(MAX_FILE_BYTES / 1e6)}
    return Because("it has {size} MB, more than {most}; split it", **facts)


def _from_archive(data: bytes, name: str) -> Table:
    with opened(data, name) as archive:
        inside = set(archive.namelist())
    for member, reason in OTHER_ARCHIVES.items():
        if member in inside:
            raise UnusableMenuFile(file=name, reason=reason)
    if WORKBOOK not in inside and "[Content_Types].xml" not in inside:
        reason = Because("it is a ZIP archive, and the menu was expected alone")
        raise UnusableMenuFile(file=name, reason=reason)
    from recommender.menu_file.workbook import (
        read_workbook,
    )  # half a second that a CSV can do without

    return read_workbook(data, name)
