"""WordprocessingML names, and the tree made plain: one way to say each thing, nothing that is not shown."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
VAL = W + "val"

P, RUN, RPR, PPR, T, TAB = W + "p", W + "r", W + "rPr", W + "pPr", W + "t", W + "tab"
TBL, TR, TC, SECT = W + "tbl", W + "tr", W + "tc", W + "sectPr"
SDT, SDT_PR, SDT_CONTENT = W + "sdt", W + "sdtPr", W + "sdtContent"
BOX = W + "txbxContent"
CONTENTS = "contents"  # our own attribute: the paragraph is a line of a table of contents

_DROPPED = (W + "sdtPr", W + "sdtEndPr", W + "smartTagPr", W + "customXmlPr", W + "rt", W + "rubyPr")
_WRAPPERS = (
    W + "ins", W + "moveTo", W + "smartTag", W + "hyperlink", W + "customXml", W + "sdt",
    W + "sdtContent", W + "bdo", W + "dir", W + "ruby", W + "rubyBase",
    MC + "AlternateContent", MC + "Choice", MC + "Fallback",
)  # fmt: skip
_DELETIONS = (W + "del", W + "moveFrom")
_MARK_PARENTS = (RPR, W + "trPr")
TICKED, UNTICKED = "☒", "☐"
FALSE = frozenset(("0", "false", "off"))


def is_on(element: etree._Element | None) -> bool:
    """Whether a toggle such as w:b is there and not switched off."""
    return element is not None and element.get(VAL, "1") not in FALSE


def make_plain(root: etree._Element) -> etree._Element:
    """The tree itself, with deletions, fallbacks, prompts and wrappers taken out; one pass per matter."""
    _choose_alternatives(root)
    _drop_deletions(root)
    for control in list(root.iter(SDT)):
        _settle_control(control)
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    etree.strip_tags(root, *_WRAPPERS)
    return root


def _choose_alternatives(root: etree._Element) -> None:
    """Keeps one of the two ways in which a drawing is stored: the newer, unless only the older has text."""
    for pair in list(root.iter(MC + "AlternateContent")):
        choice, fallback = pair.find(MC + "Choice"), pair.find(MC + "Fallback")
        if choice is not None and fallback is not None:
            loser = fallback if _has_text(choice) or not _has_text(fallback) else choice
            pair.remove(loser)


def _has_text(element: etree._Element) -> bool:
    return next(element.iter(T), None) is not None


def _drop_deletions(root: etree._Element) -> None:
    for deletion in list(root.iter(*_DELETIONS)):
        parent = deletion.getparent()
        if parent is None:
            continue
        if parent.tag not in _MARK_PARENTS:
            parent.remove(deletion)
        elif parent.tag == RPR:
            _join_next(parent.getparent())
        elif deletion.tag == _DELETIONS[0]:
            _remove(parent.getparent())


def _join_next(properties: etree._Element | None) -> None:
    """A paragraph whose mark is deleted or moved away runs on into the paragraph that follows."""
    paragraph = properties.getparent() if properties is not None and properties.tag == PPR else None
    following = paragraph.getnext() if paragraph is not None else None
    if paragraph is None or following is None or following.tag != P:
        return
    start = 1 if len(following) and following[0].tag == PPR else 0
    following[start:start] = [child for child in paragraph if child.tag != PPR]
    _remove(paragraph)


def _remove(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)


def _settle_control(control: etree._Element) -> None:
    """A control that shows its prompt is emptied (its cells stay); a table of contents is marked."""
    properties, content = control.find(SDT_PR), control.find(SDT_CONTENT)
    if properties is None or content is None:
        return
    if is_on(properties.find(W + "showingPlcHdr")):
        for text in content.iter(T, W + "sym"):
            text.tag, text.text = T, ""
    box = properties.find(W14 + "checkbox")
    if box is not None:
        _settle_checkbox(box, content)
    gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
    if gallery is not None and "contents" in gallery.get(VAL, "").lower():
        for paragraph in content.iter(P):
            paragraph.set(CONTENTS, "1")


def _settle_checkbox(box: etree._Element, content: etree._Element) -> None:
    """Whatever sign the form uses becomes ☒ or ☐."""
    state = box.find(W14 + "checked")
    ticked = state is not None and state.get(W14 + "val", "1") not in FALSE
    for number, sign in enumerate(content.iter(T, W + "sym")):
        sign.tag, sign.text = T, "" if number else TICKED if ticked else UNTICKED
