"""The text of a paragraph as it is shown: fields by their result, hidden text out, breaks as lines."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from extractors.word_blocks import Line
from extractors.word_styles import PLAIN, Style, Styles
from extractors.word_xml import BOX, RPR, RUN, TAB, TICKED, UNTICKED, VAL, T, W, is_on

_DATA = tomllib.loads(Path(__file__).with_name("word.toml").read_text("utf-8"))
SYMBOLS: dict[int, str] = {int(code, 16): sign for code, sign in _DATA["symbols"].items()}
SYMBOL_FONTS = ("wingdings", "symbol", "webdings")
SOFT_HYPHEN = "\u00ad"
BREAK, CARRIAGE, MATH_TEXT = (
    W + "br",
    W + "cr",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
)
NOTE_KINDS = {
    W + "footnoteReference": "footnote",
    W + "endnoteReference": "endnote",
    W + "commentReference": "comment",
}


class Anchor(NamedTuple):
    """Where something hangs on a paragraph: a text box (its element) or a note or comment (its id)."""

    part: str
    key: str
    element: etree._Element | None = None


class TextReader:
    """Reads one paragraph after another; what it has gathered lies in its lines and anchors."""

    def __init__(self, styles: Styles) -> None:
        """Starts on page 1."""
        self.styles = styles
        self.page = 1
        self.paged = False  # the file tells where its pages broke
        self.start(PLAIN)

    def start(self, style: Style) -> None:
        """Clears the slate for a paragraph of this style; a field cannot swallow the next paragraph."""
        self.style = style
        self.lines: list[Line] = []
        self.anchors: list[Anchor] = []
        self.fields: list[bool] = []  # for each open field: whether its result is shown now
        self.break_before = self.break_after = False
        self._clear_line()

    def _clear_line(self) -> None:
        self.text: list[str] = []
        self.length = self.lead = self.size = 0
        self.plain = False

    def read(self, parent: etree._Element) -> None:
        """Takes in the runs of a paragraph."""
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag in (MATH_TEXT, T):
                self._emit(child.text or "", self.style)
            elif tag not in SKIPPED and len(child):
                self.read(child)

    def finish(self) -> tuple[Line, ...]:
        """The lines of the paragraph, blank ones left out."""
        self._end_line()
        return tuple(self.lines)

    def _run(self, run: etree._Element) -> None:
        style = self.style
        for child in run:
            tag = child.tag
            if tag == T:
                self._emit(child.text or "", style)
            elif tag == RPR:
                style = self._run_style(child)
            elif tag == TAB:
                self._emit("\t", style)
            elif tag in HANDLERS:
                HANDLERS[tag](self, child, style)

    def _run_style(self, properties: etree._Element) -> Style:
        """What a run's own properties make of the paragraph's style."""
        style = self.style
        bold, hidden, size, name = style.bold, style.hidden, style.size, style.name
        for child in properties:
            tag = child.tag
            if tag == BOLD:
                bold = is_on(child)
            elif tag == VANISH:
                hidden = is_on(child)
            elif tag == SIZE:
                points = child.get(VAL, "")
                size = int(points) if points.isdigit() else size
            elif tag == FONTS:
                name = child.get(W + "ascii") or name
            elif tag == RUN_STYLE:
                own = self.styles.by_id.get(child.get(VAL, ""), PLAIN)
                bold, hidden = bold or own.bold, hidden or own.hidden
        if (bold, hidden, size, name) == (style.bold, style.hidden, style.size, style.name):
            return style
        return Style(name, style.level, bold, hidden, size=size)

    def _emit(self, text: str, style: Style) -> None:
        if style.hidden or (self.fields and not all(self.fields)):
            return
        if SOFT_HYPHEN in text:
            text = text.replace(SOFT_HYPHEN, "")
        if style.name[:9].lower().startswith(SYMBOL_FONTS):
            text = "".join(SYMBOLS.get(ord(char) & 0xFF, char) for char in text)
        if "\n" in text or "\r" in text:
            text = text.replace("\r", " ").replace("\n", " ")
        self._append(text, style)

    def _append(self, text: str, style: Style) -> None:
        self.text.append(text)
        self.length += len(text)
        if text.isspace():
            return
        self.size = self.size or style.size
        if style.bold and not self.plain:
            self.lead = self.length
        self.plain = self.plain or not style.bold

    def _end_line(self) -> None:
        text = "".join(self.text)
        stripped = text.strip()
        if stripped:
            cut = len(text) - len(text.lstrip())
            lead = min(max(self.lead - cut, 0), len(stripped))
            self.lines.append(Line(stripped, lead, not self.plain, self.size))
        self._clear_line()

    def _break(self, element: etree._Element, style: Style) -> None:
        if style.hidden:
            return
        if element.get(W + "type") == "page":
            seen = bool(self.lines) or bool("".join(self.text).strip())
            self.break_before, self.break_after = self.break_before or not seen, seen
        self._end_line()

    def _rendered_break(self, _element: etree._Element, _style: Style) -> None:
        self.page, self.paged = self.page + 1, True

    def _hyphen(self, _element: etree._Element, style: Style) -> None:
        self._emit("-", style)

    def _symbol(self, element: etree._Element, style: Style) -> None:
        code = element.get(W + "char", "")
        try:
            self._emit(SYMBOLS.get(int(code, 16) & 0xFF, ""), style)
        except ValueError:
            return

    def _field(self, element: etree._Element, style: Style) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            shown = _form_value(element.find(W + "ffData"))
            if shown:
                self._emit(shown, style)
            self.fields.append(False)
            self.answered = bool(shown)
        elif kind == "separate" and self.fields:
            self.fields[-1] = not self.answered
            self.answered = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _note(self, element: etree._Element, style: Style) -> None:
        if not style.hidden:
            self.anchors.append(Anchor(NOTE_KINDS[element.tag], element.get(W + "id", "")))

    def _drawing(self, element: etree._Element, style: Style) -> None:
        if not style.hidden:
            boxes = (box for box in element.iter(BOX) if _is_outermost(box, element))
            self.anchors.extend(Anchor("textbox", "", box) for box in boxes)

    def _nested_run(self, element: etree._Element, _style: Style) -> None:
        self._run(element)


def _form_value(data: etree._Element | None) -> str:
    """What an old form field shows that its result does not: a tick or the chosen entry."""
    if data is None:
        return ""
    box, choice = data.find(W + "checkBox"), data.find(W + "ddList")
    if box is not None:
        state = box.find(W + "checked")
        return TICKED if is_on(state if state is not None else box.find(W + "default")) else UNTICKED
    if choice is None:
        return ""
    entries = [entry.get(VAL, "") for entry in choice.iterchildren(W + "listEntry")]
    chosen = choice.find(W + "result")
    number = chosen.get(VAL, "0") if chosen is not None else "0"
    return entries[int(number)] if number.isdigit() and int(number) < len(entries) else ""


def _is_outermost(box: etree._Element, drawing: etree._Element) -> bool:
    for ancestor in box.iterancestors():
        if ancestor is drawing:
            return True
        if ancestor.tag == BOX:
            return False
    return True


BOLD, VANISH, SIZE, FONTS, RUN_STYLE = W + "b", W + "vanish", W + "sz", W + "rFonts", W + "rStyle"
SKIPPED = frozenset((W + "pPr", W + "bookmarkStart", W + "bookmarkEnd", W + "proofErr", RPR))
HANDLERS: dict[str, Callable[[TextReader, etree._Element, Style], None]] = {
    BREAK: TextReader._break,
    CARRIAGE: TextReader._break,
    W + "lastRenderedPageBreak": TextReader._rendered_break,
    W + "noBreakHyphen": TextReader._hyphen,
    W + "sym": TextReader._symbol,
    W + "fldChar": TextReader._field,
    W + "drawing": TextReader._drawing,
    W + "pict": TextReader._drawing,
    W + "object": TextReader._drawing,
    W + "ptab": lambda reader, _element, style: reader._emit("\t", style),
    RUN: TextReader._nested_run,
    **dict.fromkeys(NOTE_KINDS, TextReader._note),
}
