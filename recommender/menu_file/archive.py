"""ZIP archives from strangers, read so that nothing can be written where it should not be."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from recommender.because import Because
from recommender.dish import clean
from recommender.errors import UnusableDelivery

MAX_DIRECTORY_BYTES = 5_000_000  # 50,000 entries; the library reads them all at once
MAX_MEMBERS = 20_000  # two photos for each of 10,000 dishes
MAX_UNPACKED_BYTES = 4_000_000_000  # 10,000 photos of 400 kB
MAX_MEMBER_BYTES = 100_000_000  # no photo and no menu is larger
MAX_RATIO = 100  # photos do not shrink, menus to a tenth; a bomb is packed by 1,000
LARGE_BYTES, MAX_WHOLE_RATIO = 100_000_000, 20  # so much of texts is no menu
SMALL_BYTES = 1_000_000  # below, a ratio says nothing
MAX_NAME_BYTES = 200  # file systems take 255
MAX_PATH_BYTES = 1_000  # of folders and name; a sentence names them whole
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error)
PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
TOO_LONG = Because("has too long a name; shorten it")
HIDDEN = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
ENCRYPTED = 0x1
NAMED_IN_UTF8 = 0x800
MAX_COMMENT_BYTES = 0xFFFF  # what the format allows behind its end
END, END_64, END_64_AT = b"PK\5\6", b"PK\6\6", b"PK\6\7"
_END = struct.Struct("<4s4H2LH")
_END_64_AT = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")


@dataclass(frozen=True)
class Member:
    """A file inside an archive, by the path that a person reads."""

    info: zipfile.ZipInfo
    path: str


def opened(source: bytes | Path, name: str) -> zipfile.ZipFile:
    """Open an archive whose list of files is of a size that can be read.

    Raises:
        UnusableDelivery: it is none, damaged, or lists too many files.
    """
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            if _directory_bytes(file) > MAX_DIRECTORY_BYTES:
                raise _refusal(
                    name, Because("it lists more than {most} files; split it", most=MAX_MEMBERS)
                )
        return zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except (*DAMAGE, NotImplementedError):
        raise _refusal(name, _damaged(name)) from None


def _damaged(name: str) -> Because:
    if name.lower().endswith(".xlsx"):  # a ZIP inside, which is nobody's business
        return Because("it is no workbook or is damaged; save it again as .xlsx")
    return Because("it is no ZIP archive or is damaged; make it anew")


def refuse_bomb(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse an archive that would unpack to more than anybody's menu."""
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        facts = {"count": len(infos), "most": MAX_MEMBERS}
        raise _refusal(name, Because("it holds {count} files, more than {most}; split it", **facts))
    total = sum(info.file_size for info in infos)
    if total > MAX_UNPACKED_BYTES:
        facts = {"size": _megabytes(total), "most": _megabytes(MAX_UNPACKED_BYTES)}
        raise _refusal(
            name, Because("it unpacks to {size} MB, more than {most}; split it", **facts)
        )
    packed = max(sum(info.compress_size for info in infos), 1)
    if total > LARGE_BYTES and total > MAX_WHOLE_RATIO * packed:
        times = total // packed
        reason = Because("it unpacks to {times} times its size, as no photos can", times=str(times))
        raise _refusal(name, reason)
    for info in infos:
        large = info.file_size > SMALL_BYTES
        if large and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            times = info.file_size // max(info.compress_size, 1)
            raise _refusal(
                name,
                Because(
                    '"{member}" in it is packed {times} times smaller than it is, which no photo '
                    "or menu can be",
                    member=shown(info.filename),
                    times=times,
                ),
            )


def members(archive: zipfile.ZipFile, name: str) -> Iterator[Member]:
    """Yield the files of an archive that a person put there, each checked by what the list says.

    Raises:
        UnusableDelivery: one of them is not what a delivery may hold.
    """
    refuse_bomb(archive, name)
    for info in archive.infolist():
        path = _path(info)
        parts = path.split("/")
        if reason := _against(info, path, parts):
            raise _refusal(name, against(path, reason))
        if not (info.is_dir() or path.endswith("/") or any(map(_hidden, parts))):
            yield Member(info, path)


def unpack(archive: zipfile.ZipFile, member: Member, label: str, target: Path) -> None:
    """Write a member of the archive ``label`` to the file ``target``.

    Raises:
        UnusableDelivery: it is damaged.
    """
    try:
        content = archive.read(member.info)
    except (*DAMAGE, RuntimeError, NotImplementedError):
        reason = Because('"{member}" in it is damaged; make the ZIP anew', member=member.path)
        raise _refusal(label, reason) from None
    target.write_bytes(content)


def against(path: str, fault: Because) -> Because:
    """Return what speaks against one file of a delivery."""
    return Because('"{member}" in it {fault}', member=shown(path), fault=fault)


def shown(path: str) -> str:
    """Return a path as a sentence names it, whatever it holds and however long it is."""
    return clean(path)[:MAX_NAME_BYTES]


def base_name(path: str) -> str:
    """Return the name of a file without its folders, as every system writes it alike."""
    return clean(path.replace("\\", "/").rsplit("/", maxsplit=1)[-1])


def _path(info: zipfile.ZipInfo) -> str:
    """Return the path inside the archive; some programs write UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & NAMED_IN_UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return clean(name).replace("\\", "/")


def _megabytes(size: int) -> int:
    return round(size / 1e6)


def _against(info: zipfile.ZipInfo, path: str, parts: list[str]) -> Because | None:
    """Return what speaks against taking a member, or nothing."""
    outside = path.startswith("/") or ".." in parts or path[1:2] == ":"
    kind = stat.S_IFMT(info.external_attr >> 16)
    findings = {
        Because("would be written outside its folder; make the ZIP anew from one folder"): outside,
        Because("is a link or a device; put the file itself in"): kind
        not in {0, stat.S_IFREG, stat.S_IFDIR},
        Because("is locked with a password; make the ZIP without one"): info.flag_bits & ENCRYPTED,
        Because("is packed in an unusual way; make a plain ZIP"): info.compress_type
        not in PACKINGS,
        Because(
            "has more than {most} MB; leave it out or make it smaller",
            most=_megabytes(MAX_MEMBER_BYTES),
        ): (info.file_size > MAX_MEMBER_BYTES),
        TOO_LONG: is_too_long(path),
    }
    return next((reason for reason, holds in findings.items() if holds), None)


def is_too_long(path: str) -> bool:
    """Return whether no file can be called so."""
    last = path.rsplit("/", maxsplit=1)[-1]
    return _bytes(last) > MAX_NAME_BYTES or _bytes(path) > MAX_PATH_BYTES


def _bytes(text: str) -> int:
    return len(text.encode(errors="replace"))


def _hidden(part: str) -> bool:
    return part.startswith(".") or part.casefold() in HIDDEN


def _directory_bytes(file: IO[bytes]) -> int:
    """Return the size of an archive's list of files, before anything reads it.

    Whatever looks like the end of an archive counts: readers differ in which one they take.
    """
    size = file.seek(0, io.SEEK_END)
    tail_at = file.seek(max(0, size - _END.size - MAX_COMMENT_BYTES))
    tail = file.read()
    ends = [match.start() for match in re.finditer(re.escape(END), tail)]
    sizes = [_END.unpack_from(tail, at)[5] for at in ends if at + _END.size <= len(tail)]
    for match in re.finditer(re.escape(END_64_AT), tail):
        pointed_to = _END_64_AT.unpack_from(tail + bytes(_END_64_AT.size), match.start())[2]
        for at in (pointed_to, tail_at + match.start() - _END_64.size):
            file.seek(min(max(at, 0), size))
            if len(found := file.read(_END_64.size)) == _END_64.size and found.startswith(END_64):
                sizes.append(_END_64.unpack(found)[8])
    file.seek(0)
    return max(sizes, default=0)


def _refusal(name: str, reason: Because) -> UnusableDelivery:
    return UnusableDelivery(file=name, reason=reason)
