"""Reads .doc, .odt and .rtf through a LibreOffice that is on the machine: it turns them into .docx."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from extractors.document import Reading
from extractors.faults import UnreadableError
from extractors.package import OLE_MAGIC, open_package
from extractors.word import read_word

SECONDS = 60  # for one file
USUAL_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
STARTS = {
    "doc": (OLE_MAGIC, b"{\\rtf"),
    "dot": (OLE_MAGIC,),
    "rtf": (b"{\\rtf",),
    "odt": (b"PK",),
    "ott": (b"PK",),
}
WORD_97 = (0x200, b"\xec\xa5")  # where the text stream of most .doc files starts, and how
LOCKED = 0x20B  # the byte after that start whose lowest bit tells of a password


def read_legacy(data: bytes, suffix: str) -> Reading:
    """What stands in an older or neighbouring file; UnreadableError says what to do where it cannot."""
    if data.startswith(b"PK") and _is_word(data):
        return read_word(data)  # a .docx that was given an older name
    if not data.startswith(STARTS.get(suffix, ())):
        raise UnreadableError(
            "not_office" if data else "corrupt", f"Filens indhold er ikke en .{suffix}-fil."
        )
    if _is_locked(data):
        raise UnreadableError("encrypted", "Filen er beskyttet med adgangskode.")
    program = find_office()
    if program is None:
        raise UnreadableError(
            "unreadable",
            f"Filer af typen .{suffix} læses gennem LibreOffice, som ikke findes på maskinen. "
            "Installér LibreOffice (gratis), eller åbn filen i Word, og gem den som .docx.",
        )
    return read_word(to_docx(program, data, suffix))


def find_office() -> str | None:
    """The LibreOffice program on this machine, if any."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in USUAL_PLACES if Path(place).exists()), None)


def to_docx(program: str, data: bytes, suffix: str) -> bytes:
    """The file as LibreOffice saves it in .docx; works in a folder of its own that is removed again."""
    with tempfile.TemporaryDirectory(prefix="plantjek-") as folder:
        source = Path(folder, f"fil.{suffix}")
        source.write_bytes(data)
        profile = Path(folder, "profil").as_uri()
        options = [f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx"]
        command = [program, *options, "--outdir", folder, str(source)]
        try:
            subprocess.run(command, check=False, timeout=SECONDS, capture_output=True)
        except subprocess.TimeoutExpired as error:
            raise UnreadableError("timeout", "LibreOffice blev ikke færdig med filen i tide.") from error
        except OSError as error:
            raise UnreadableError("unreadable", "LibreOffice kunne ikke startes.") from error
        result = Path(folder, "fil.docx")
        if not result.exists():
            raise UnreadableError("corrupt", "Filen er beskadiget: LibreOffice kan ikke åbne den.")
        return result.read_bytes()


def _is_word(data: bytes) -> bool:
    try:
        return open_package(data).main()[0] == "word"
    except UnreadableError:
        return False


def _is_locked(data: bytes) -> bool:
    """Whether a .doc or .odt says that it has a password."""
    if data.startswith(OLE_MAGIC):
        start, magic = WORD_97
        return data[start : start + 2] == magic and len(data) > LOCKED and bool(data[LOCKED] & 1)
    if data.startswith(b"PK"):
        package = open_package(data)
        name = "META-INF/manifest.xml"
        return name in package and b"encryption-data" in package.read(name)
    return False
