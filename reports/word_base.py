"""The look of all Word documents: styles, language, header and footer, made once a run with python-docx."""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from reports.look import load_look
from reports.settings import Settings
from reports.texts import load_texts

BODY = "word/document.xml"
CORE = "docProps/core.xml"
MARGIN = Cm(1.8)
MADE = datetime(2025, 1, 1)  # the same bytes each time
LANGUAGES = {"da": "da-DK", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Base:
    """A package without body and properties, to which a document adds its own; and the section settings."""

    package: bytes
    section: str  # the w:sectPr element


def make_base(document: Document) -> Base:
    """The package that documents with this one's styles, header and footer share."""
    section = etree.tostring(document.sections[0]._sectPr, encoding="unicode")
    rest = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(saved(document))) as whole,
        zipfile.ZipFile(rest, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in whole.namelist():
            if name not in (BODY, CORE):
                kept.writestr(_entry(name), whole.read(name))
    return Base(rest.getvalue(), section)


def assemble(base: Base, body: str, core: str) -> bytes:
    """The finished document: the shared package with this body and these properties."""
    file = BytesIO(base.package)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        package.writestr(_entry(BODY), body)
        package.writestr(_entry(CORE), core)
    return file.getvalue()


def saved(document: Document) -> bytes:
    """The document's bytes without times of day, so that the same content gives the same bytes."""
    properties = document.core_properties
    properties.author, properties.comments = "plantjek", ""
    properties.created = properties.modified = MADE
    raw, fixed = BytesIO(), BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as whole, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in whole.namelist():
            kept.writestr(_entry(name), whole.read(name))
    return fixed.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """A zip entry without the time of day."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def new_document(settings: Settings) -> Document:
    """An empty A4 document with our styles, language, header and footer."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.bottom_margin = MARGIN
    section.top_margin, section.header_distance, section.footer_distance = Cm(2.0), Cm(0.8), Cm(0.7)
    _set_styles(document)
    _set_language(document, LANGUAGES[settings.language])
    _set_header(document, settings)
    _set_footer(document, settings)
    return document


def _set_styles(document: Document) -> None:
    """Fonts, sizes and distances of the styles that are used."""
    look = load_look()
    sizes, ink = look.sizes, as_colour(look.light["ink"])
    plan = (
        ("Normal", sizes["text"] - 1, False, 0, 3),
        ("Title", sizes["title"] - 2, True, 0, 2),
        ("Subtitle", sizes["subheading"], False, 0, 6),
        ("Heading 1", sizes["subheading"] + 1, True, 9, 3),
        ("Heading 2", sizes["subheading"], True, 5, 2),
        ("Heading 3", sizes["text"], True, 2, 1),
        ("List Bullet", sizes["text"] - 1, False, 0, 1),
        ("List Number", sizes["text"] - 1, False, 0, 2),
    )
    for name, size, bold, before, after in plan:
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size, style.font.bold = look.office_font, Pt(size), bold
        style.font.color.rgb = ink
        _drop_theme_font(style)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.0
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def _drop_theme_font(style: ParagraphStyle) -> None:
    """Lets the style's own font win over the theme's."""
    fonts = style.element.rPr.rFonts
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)


def _set_language(document: Document, language: str) -> None:
    """The proofing language of the whole document."""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)


def _set_header(document: Document, settings: Settings) -> None:
    """The municipality's logo and name, or the program's."""
    paragraph = document.sections[0].header.paragraphs[0]
    name = settings.organisation or load_texts(settings.language)["page"]["program"]
    if settings.logo:
        picture = paragraph.add_run().add_picture(str(settings.logo), height=Cm(0.9))
        picture._inline.docPr.set("descr", name)
        paragraph.add_run("  ")
    run = paragraph.add_run(name)
    run.bold = True
    run.font.color.rgb = as_colour(load_look().light["quiet"])


def _set_footer(document: Document, settings: Settings) -> None:
    """The caution, and the page's number at the right."""
    page = load_texts(settings.language)["page"]
    section = document.sections[0]
    paragraph = section.footer.paragraphs[0]
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(17.4), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(page["footer"] + "\t").font.size = Pt(8)
    add_field(paragraph, "PAGE")
    paragraph.add_run(" / ").font.size = Pt(8)
    add_field(paragraph, "NUMPAGES")


def add_field(paragraph: Paragraph, instruction: str, size: float = 8) -> None:
    """A field such as PAGE, to be filled in by the word processor."""
    run = paragraph.add_run()
    run.font.size = Pt(size)
    for kind in ("begin", None, "separate", "text", "end"):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {instruction} "
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = "1"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def set_language(run: Run, language: str) -> None:
    """The proofing language of a run."""
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), LANGUAGES[language])
    run._r.get_or_add_rPr().append(mark)


def as_colour(value: str) -> RGBColor:
    """#rrggbb as Word's colour."""
    return RGBColor.from_string(value[1:].upper())
