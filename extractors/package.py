"""Opens the zip package of a Word or Excel file without trusting it: limits, no entities, no network."""

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from extractors.faults import UnreadableError

FILE_LIMIT = 150 * 1024**2  # bytes of the file itself
PACKAGE_LIMIT = 1024**3  # bytes of all parts unpacked, as the package declares them
PART_LIMIT = 128 * 1024**2  # bytes of one part unpacked
XML_LIMIT = 48 * 1024**2  # bytes of one part read into a tree
TAG_LIMIT = 1_000_000  # tags of all parts read into trees, empty cells left out: about 300 MB of memory
MEMBER_LIMIT = 20_000
MANY_TAGS = 200_000  # from which a sheet is rid of its empty formatted cells before it becomes a tree
EMPTY_CELL = re.compile(rb"""<c r=["'][A-Z]+\d+["'][^<>]*/>""")

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))
ENCODING = re.compile(rb"""^[^>]{0,200}encoding\s*=\s*["']([\w.:-]+)["']""")
KNOWN_ENCODINGS = frozenset(b"utf-8 utf8 utf-16 us-ascii ascii iso-8859-1 iso-8859-15 windows-1252".split())

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN_KINDS = {"wordprocessingml": "word", "spreadsheetml": "excel", "ms-word": "word", "ms-excel": "excel"}


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another: its type's last step (styles, comments …) and the target's name."""

    id: str
    type: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """A package held in memory; nothing is ever written, and external targets are never followed."""

    names: tuple[str, ...]
    _zip: zipfile.ZipFile
    _by_key: dict[str, zipfile.ZipInfo] = field(repr=False)
    _tags: dict[str, int] = field(repr=False, default_factory=dict)  # of each part read so far

    def __contains__(self, name: str) -> bool:
        """Whether the part is there; names are compared without regard to case, as the standard says."""
        return _key(name) in self._by_key

    def read(self, name: str, limit: int = PART_LIMIT) -> bytes:
        """Bytes of a part, Strict namespaces as they stand; KeyError where it is missing."""
        info = self._by_key[_key(name)]
        if info.file_size > limit:
            raise UnreadableError("too_large", f"Delen {name} fylder {_megabytes(info.file_size)} udpakket.")
        if info.flag_bits & 1:
            raise UnreadableError("encrypted", "Filen er beskyttet med adgangskode.")
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableError("corrupt", f"Filen er beskadiget i delen {name}.") from error

    def xml(self, name: str) -> etree._Element | None:
        """Root of a part with Strict namespaces turned into the usual ones; None where it is missing."""
        if name not in self:
            return None
        data = self.read(name, XML_LIMIT)
        if data.count(b"<") > MANY_TAGS and _key(name).startswith("xl/"):
            data = EMPTY_CELL.sub(b"", data)
        self._tags[name] = data.count(b"<")
        if sum(self._tags.values()) > TAG_LIMIT:
            raise UnreadableError("too_large", f"Filen har for mange elementer (i delen {name}).")
        return parse_xml(data, name)

    def relations(self, name: str = "") -> dict[str, Relation]:
        """Links from a part (from the package itself where no name is given), by id."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = [_relation(link, folder) for link in root.iter(RELATIONSHIP)] if root is not None else []
        return {link.id: link for link in found}

    def main(self) -> tuple[str | None, str]:
        """Kind of the main part (word, excel or None) and its name ('' where the package has none)."""
        targets = [link.target for link in self.relations().values() if link.type == "officeDocument"]
        name = next((target for target in targets if target in self), "")
        types = self.xml("[Content_Types].xml")
        return (_main_kind(types, name) if types is not None and name else None), name


def open_package(data: bytes) -> Package:
    """The package in these bytes; UnreadableError says why it cannot be opened."""
    _check_start(data)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError("corrupt", "Filen er beskadiget eller afkortet og kan ikke åbnes.") from error
    members = archive.infolist()
    if len(members) > MEMBER_LIMIT or sum(info.file_size for info in members) > PACKAGE_LIMIT:
        raise UnreadableError("too_large", "Filen fylder for meget, når den pakkes ud.")
    if members and all(info.flag_bits & 1 for info in members if info.file_size):
        raise UnreadableError("encrypted", "Filen er beskyttet med adgangskode.")
    return Package(tuple(info.filename for info in members), archive, {_key(i.filename): i for i in members})


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Root of an XML part; a document type, which no Office file has, is refused as unsafe."""
    if any(mark in data for mark in DOCTYPES):
        raise UnreadableError(
            "unsafe", f"Delen {name} har en dokumenttype (DTD), som Office-filer aldrig har."
        )
    stated = ENCODING.match(data)
    if stated and stated[1].lower() not in KNOWN_ENCODINGS:
        raise UnreadableError("corrupt", f"Delen {name} har en tegnkodning, som Office ikke bruger.")
    if b"purl.oclc.org/ooxml" in data:
        data = STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)
    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise _syntax_fault(error, name) from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _syntax_fault(error: etree.XMLSyntaxError, name: str) -> UnreadableError:
    if "depth" in str(error):
        return UnreadableError("too_large", f"Delen {name} har for mange lag inden i hinanden.")
    return UnreadableError("corrupt", f"Filen er beskadiget: delen {name} er ikke gyldig XML.")


def _check_start(data: bytes) -> None:
    if len(data) > FILE_LIMIT:
        raise UnreadableError("too_large", f"Filen er for stor ({_megabytes(len(data))}).")
    if not data.strip(b"\0"):
        raise UnreadableError("corrupt", "Filen er tom.")
    if data.startswith(OLE_MAGIC):
        if ENCRYPTED_STREAM in data:
            raise UnreadableError("encrypted", "Filen er beskyttet med adgangskode.")
        raise UnreadableError("not_office", "Filen er i det gamle Office-format, ikke det, som navnet siger.")
    if not data.startswith(b"PK"):
        raise UnreadableError("not_office", "Filens indhold er hverken Word eller Excel.")


def _relation(link: etree._Element, folder: str) -> Relation:
    target, kind = link.get("Target", ""), link.get("Type", "").rsplit("/", 1)[-1]
    external = link.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
    return Relation(link.get("Id", ""), kind, target, external)


def _main_kind(types: etree._Element, name: str) -> str | None:
    key = "/" + _key(name)
    for entry in types:
        if entry.get("PartName", "").lower() == key:
            stated = entry.get("ContentType", "").lower()
            return next((kind for word, kind in MAIN_KINDS.items() if word in stated), None)
    return "word" if key.startswith("/word/") else "excel" if key.startswith("/xl/") else None


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:.0f} MB"
