"""A copy of a file in which every passage is marked with what it was read as."""

from collections.abc import Iterable
from pathlib import Path

from extractors.document import Document, Place
from extractors.excel_mark import mark_excel
from extractors.faults import PlantjekError, UnreadableError
from extractors.word_mark import mark_word
from models.classifier import Classifier
from models.labels import LabelledPassage
from pipeline.analysis import label_plans
from reports.names import label_words

NOTHING = "hører ikke til noget felt"
MARKERS = {"word": mark_word, "excel": mark_excel}


def write_marked(path: Path, document: Document, copy: Path, model: Path | None) -> None:
    """Writes the copy: Word comments or Excel notes at the passages; the original is not touched."""
    if copy.exists() and copy.samefile(path):
        raise PlantjekError("Kopien skal have et andet navn end filen selv.")
    plans = label_plans(document.reading.plans, Classifier.load(model))
    notes = list(notes_for(piece for plan in plans for piece in plan))
    if not notes:
        raise PlantjekError(f"Der er ingen passager at markere i {path.name}.")
    try:
        copy.write_bytes(MARKERS[notes[0][0].kind](path.read_bytes(), notes))
    except UnreadableError as error:
        raise PlantjekError(f"{path.name} kan ikke markeres: {error.message}") from error
    except OSError as error:
        raise PlantjekError(f"Kopien kan ikke skrives ({error.strerror}).") from error


def notes_for(pieces: Iterable[LabelledPassage]) -> Iterable[tuple[Place, str]]:
    """Place and words of each passage: under which heading it was read, and as what."""
    for piece in pieces:
        read_as = label_words(piece.labels) or NOTHING
        under = f" (under »{piece.passage.heading[-1]}«)" if piece.passage.heading else ""
        yield piece.passage.place, f"Læst som: {read_as}{under}"
