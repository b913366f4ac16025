"""Writes a copy of a workbook in which notes on cells tell what was read as what; nothing else is touched.

The parts are written directly, since openpyxl drops text boxes, threaded comments, charts and form controls.
"""

import posixpath
import zipfile
from collections.abc import Sequence
from io import BytesIO

from lxml import etree

from extractors.document import Place
from extractors.excel_book import RELATION_ID
from extractors.excel_sheet import position
from extractors.excel_styles import MAIN
from extractors.faults import UnreadableError
from extractors.package import Package, open_package, parse_xml
from extractors.word_story import OWN_AUTHOR

SHEET_NS, OFFICE, TYPES = (
    "http://schemas.openxmlformats.org/" + end
    for end in ("spreadsheetml/2006/main", "officeDocument/2006/relationships", "package/2006/content-types")
)
LINKS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
VML, BOX, EXCEL = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office", (
    "urn:schemas-microsoft-com:office:excel")  # fmt: skip
BEFORE_LEGACY = (
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
EMPTY_VML = f'<xml xmlns:v="{VML}" xmlns:o="{BOX}" xmlns:x="{EXCEL}"/>'.encode()
STYLE = (
    "position:absolute;margin-left:60pt;margin-top:2pt;width:180pt;height:60pt;z-index:1;visibility:hidden"
)
Parts = dict[str, etree._Element]


def mark_excel(data: bytes, notes: Sequence[tuple[Place, str]]) -> bytes:
    """The workbook with a note at each place; several notes on a cell become one of several lines."""
    package = open_package(data)
    kind, main = package.main()
    book = package.xml(main) if kind == "excel" else None
    if book is None or main.endswith(".bin"):
        raise UnreadableError("not_office", "Kun Excel-filer i det nye format (.xlsx, .xlsm) kan markeres.")
    links = package.relations(main)
    new: Parts = {"[Content_Types].xml": _part(package, "[Content_Types].xml", b"")}
    for sheet in book.iter(MAIN + "sheet"):
        own = _by_cell(notes, sheet.get("name", ""))
        link = links.get(sheet.get(RELATION_ID, ""))
        if own and link:
            _mark_sheet(package, link.target, own, new)
    return _written(data, new)


def _by_cell(notes: Sequence[tuple[Place, str]], sheet: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, text in notes:
        if place.part == sheet and position(place.at):
            found[place.at] = f"{found[place.at]}\n{text}" if place.at in found else text
    return found


def _part(package: Package, name: str, empty: bytes) -> etree._Element:
    """The tree of a part as it stands (Strict namespaces too), or of what an empty one holds."""
    return parse_xml(package.read(name) if name in package else empty, name)


def _mark_sheet(package: Package, part: str, notes: dict[str, str], new: Parts) -> None:
    root = _part(package, part, b"")
    space = etree.QName(root).namespace or SHEET_NS
    folder, base = posixpath.split(part)
    rels_name = posixpath.join(folder, "_rels", f"{base}.rels")
    rels = new[rels_name] = _part(package, rels_name, f'<Relationships xmlns="{LINKS_NS}"/>'.encode())
    known = {link.type: link for link in package.relations(part).values()}
    tag = base.removesuffix(".xml")
    comments_name = known["comments"].target if "comments" in known else f"xl/plantjek_{tag}_comments.xml"
    legacy = root.find(f"{{{space}}}legacyDrawing")
    own_vml = next((link for link in package.relations(part).values() if legacy is not None
                    and link.id in legacy.attrib.values()), None)  # fmt: skip
    vml_name = own_vml.target if own_vml else f"xl/plantjek_{tag}.vml"
    comments = _part(
        package, comments_name, f'<comments xmlns="{space}"><authors/><commentList/></comments>'.encode()
    )
    vml = _part(package, vml_name, EMPTY_VML)
    for at, text in notes.items():
        _note(comments, vml, at, text, space)
    new[comments_name], new[vml_name] = comments, vml
    if "comments" not in known:
        _link(rels, "comments", f"/{comments_name}")
        _declare(new, f"/{comments_name}", COMMENTS_TYPE)
    if own_vml is None:
        _declare(new, f"/{vml_name}", VML_TYPE)
        _add_legacy(root, space, _link(rels, "vmlDrawing", f"/{vml_name}"))
        new[part] = root


def _note(comments: etree._Element, vml: etree._Element, at: str, text: str, space: str) -> None:
    authors, listed = comments[0], next(comments.iter(f"{{{space}}}commentList"))
    names = [author.text for author in authors]
    if OWN_AUTHOR not in names:
        _add(authors, space, "author", OWN_AUTHOR)
        names.append(OWN_AUTHOR)
    old = next((one for one in listed if one.get("ref") == at), None)
    if old is None:
        new = _add(listed, space, "comment", ref=at, authorId=str(names.index(OWN_AUTHOR)))
        body = _add(new, space, "text")
        vml.append(_shape(at, len(vml)))
    else:  # a cell has one note: ours goes on under the one that stands there
        body = next(old.iter(f"{{{space}}}text"))
        text = f"\n[{OWN_AUTHOR}] {text}"
    run = _add(_add(body, space, "r"), space, "t", text)
    run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _add(parent: etree._Element, space: str, tag: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{space}}}{tag}", attributes)
    child.text = text or None
    return child


def _shape(at: str, number: int) -> etree._Element:
    """The yellow box in which Excel shows a note."""
    row, column = position(at) or (1, 1)
    looks = {"id": f"plantjek_{number}", "type": "#_x0000_t202", "style": STYLE, "fillcolor": "#ffffe1"}
    shape = etree.Element(f"{{{VML}}}shape", looks, {"v": VML, "x": EXCEL})
    _add(shape, VML, "textbox")
    data = _add(shape, EXCEL, "ClientData", ObjectType="Note")
    _add(data, EXCEL, "Row", str(row - 1))
    _add(data, EXCEL, "Column", str(column - 1))
    return shape


def _link(rels: etree._Element, kind: str, target: str) -> str:
    taken = {link.get("Id") for link in rels}
    name = next(f"rIdPt{number}" for number in range(1, len(taken) + 2) if f"rIdPt{number}" not in taken)
    etree.SubElement(rels, f"{{{LINKS_NS}}}Relationship", Id=name, Type=f"{OFFICE}/{kind}", Target=target)
    return name


def _declare(new: Parts, part: str, content: str) -> None:
    types = new["[Content_Types].xml"]
    etree.SubElement(types, f"{{{TYPES}}}Override", PartName=part, ContentType=content)


def _add_legacy(root: etree._Element, space: str, link: str) -> None:
    """Puts <legacyDrawing> where the schema wants it: before what may follow it."""
    later = {f"{{{space}}}{name}" for name in BEFORE_LEGACY}
    at = next((number for number, child in enumerate(root) if child.tag in later), len(root))
    relations = OFFICE if space == SHEET_NS else "http://purl.oclc.org/ooxml/officeDocument/relationships"
    legacy = etree.Element(f"{{{space}}}legacyDrawing")
    legacy.set(f"{{{relations}}}id", link)
    root.insert(at, legacy)


def _written(data: bytes, new: Parts) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        texts = {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                 for name, root in new.items()}  # fmt: skip
        for info in old.infolist():
            out.writestr(info.filename, texts.pop(info.filename, b"") or old.read(info))
        for name, text in texts.items():
            out.writestr(name, text)
    return buffer.getvalue()
