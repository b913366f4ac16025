"""Reads a Word document: its passages, each once, with headings and place, gathered into plans."""

from extractors.document import Heading, LeftOut, Passage, Reading
from extractors.faults import UnreadableError
from extractors.own_files import is_own
from extractors.own_word import read_own_word
from extractors.package import Package, open_package
from extractors.word_layout import Item, Layout
from extractors.word_lines import PROMPTS, is_noise
from extractors.word_plans import plans_of
from extractors.word_story import read_story


def read_word(data: bytes) -> Reading:
    """What stands in a .docx, .docm, .dotx or .dotm; UnreadableError says why it cannot be read."""
    try:
        return _read(open_package(data))
    except RecursionError as error:
        raise UnreadableError("too_large", "Dokumentet har for mange lag inden i hinanden.") from error


def _read(package: Package) -> Reading:
    kind, main = package.main()
    root = package.xml(main) if main else None
    if kind == "excel" or (root is None and not main):
        raise UnreadableError("not_office", "Filens indhold er ikke et Word-dokument.")
    if root is None:
        raise UnreadableError("corrupt", "Filen er beskadiget: selve dokumentet mangler.")
    if is_own(package, "report"):
        return Reading(())
    if is_own(package, "plan"):
        return read_own_word(package, main, root)
    story = read_story(package, main, root)
    layout = Layout(story.paged)
    layout.margin(story.headers)
    start = len(layout.items)
    layout.flow(story.body, ())
    end = len(layout.items)
    layout.margin(story.footers)
    items = layout.items
    plans, outside = plans_of(items[:start], items[start:end], items[end:], _title(package))
    headings = tuple(Heading(item.text, item.place) for item in items if item.kind in ("section", "label"))
    left_out = tuple(
        LeftOut(item.text, item.place, reason_of(item)) for item in items if item.kind == "aside"
    )
    return Reading(plans, outside, headings, (*left_out, *story.beside))


def reason_of(item: Item) -> str:
    """Why an aside is no passage."""
    if item.text.lower().rstrip(". ") in PROMPTS:
        return "prompt"
    if is_noise(item.text):
        return "number" if any(char.isdigit() for char in item.text) else "sign"
    return "unticked"


def passage_of(item: Item) -> Passage:
    """The item as the passage it is."""
    return Passage(item.text, item.path, item.place)


def _title(package: Package) -> str | None:
    """The title in the file's properties."""
    root = package.xml("docProps/core.xml")
    title = root.findtext("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
    return title.strip() if title and title.strip() else None
