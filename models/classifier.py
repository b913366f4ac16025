"""The classifier that the program uses: labels for passages, in the context of their documents."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.resources import as_file, files
from itertools import accumulate, compress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.document import Passage
from extractors.faults import PlantjekError
from models.labels import Label, LabelledPassage, Labels, Term
from models.labelset import FIELDS, LABELS, LEVELS, MARKS
from models.ngrams import Unit
from models.splitting import Opinion, differ, rules, sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

COLUMNS = {
    kind: [LABELS.index(x) for x in labels]
    for kind, labels in zip("flm", (FIELDS, LEVELS, MARKS), strict=True)
}
LIKELY = 0.05  # probability from which a label that is not asserted is told
LONGEST = 10**9  # characters of a document; spaCy's own limit is meant for parsers


class Classifier:
    """The loaded pipeline, its name and version."""

    def __init__(self, nlp: "Language") -> None:
        """Around a loaded pipeline."""
        nlp.max_length = LONGEST
        self._nlp = nlp
        self.name = f"{nlp.lang}_{nlp.meta['name']}"
        self.version = str(nlp.meta["version"])

    @classmethod
    def load(cls, path: Path | None = None) -> "Classifier":
        """The shipped model, or one that `adapt` wrote."""
        import spacy

        import models.components  # noqa: F401  (registers the factories)

        if path is not None and not (path / "config.cfg").is_file():
            raise PlantjekError(f"Der er ingen model i {path}.")
        if path is not None:
            return cls(spacy.load(path))
        with as_file(files("models").joinpath("da_plantjek")) as shipped:
            return cls(spacy.load(shipped))

    def label(self, documents: Iterable[Sequence[Passage]]) -> Iterator[tuple[Labels, ...]]:
        """The labels of each document's passages, in order; streams."""
        for passages in documents:
            yield self._labels([_unit(passage) for passage in passages], {})

    def label_split(self, documents: Iterable[Sequence[Passage]]) -> Iterator[tuple[LabelledPassage, ...]]:
        """The same, a passage whose sentences belong to different fields as its sentences."""
        for passages in documents:
            memory: dict[str, Any] = {}
            whole = self._labels([_unit(passage) for passage in passages], memory)
            parts = self._parts(passages)
            if any(len(part) > 1 for part in parts):
                yield tuple(self._split(passages, whole, parts, memory))
            else:
                yield tuple(map(LabelledPassage, passages, whole))

    def _parts(self, passages: Sequence[Passage]) -> list[list[Passage]]:
        """Each passage as its sentences where a first glance holds them to differ, otherwise whole."""
        parts = [_sentences(passage) for passage in passages]
        if all(len(part) == 1 for part in parts):
            return parts
        held = iter(self._glance([_unit(piece) for part in parts for piece in part]))
        limits, kept = rules(), []
        for passage, part in zip(passages, parts, strict=True):
            lengths, opinions = [len(piece.text) for piece in part], [next(held) for _ in part]
            apart = differ(opinions, lengths, limits.glance, limits.glance)
            kept.append(part if len(part) > 1 and apart else [passage])
        return kept

    def _glance(self, units: Sequence[Unit]) -> list[Opinion]:
        """What the layers without the encoder, which is dear, hold of each unit."""
        from models.context import sigmoid
        from models.passages import to_doc

        doc = to_doc(self._nlp, units)
        for name in ("plantjek_ngrams", "plantjek_context"):
            doc = self._nlp.get_pipe(name)(doc)
        decision: Any = self._nlp.get_pipe("plantjek_labels")
        chances = sigmoid(doc._.scores["context"])
        fields = decision.decision.asserted(chances)[:, : len(FIELDS)]
        names = [frozenset(compress(FIELDS, row)) for row in fields]
        return list(map(Opinion, names, decision.decision.certainty(chances).tolist()))

    def _split(
        self,
        passages: Sequence[Passage],
        whole: Sequence[Labels],
        parts: Sequence[list[Passage]],
        memory: dict[str, Any],
    ) -> Iterator[LabelledPassage]:
        found = iter(self._labels([_unit(piece) for part in parts for piece in part], memory))
        for passage, labels, part in zip(passages, whole, parts, strict=True):
            each = [next(found) for _ in part]
            opinions = [Opinion(one.field_ids(), one.certainty) for one in each]
            if len(part) > 1 and differ(opinions, [len(piece.text) for piece in part]):
                yield from map(LabelledPassage, part, each)
            else:
                yield LabelledPassage(passage, labels)

    def pipeline(self) -> "Language":
        """The spaCy pipeline itself; for training and adapting."""
        return self._nlp

    def scores(self, units: Sequence[Unit]) -> dict[str, Any]:
        """Arrays for one document: chances [n, 22], asserted [n, 21], certainty [n]."""
        scores: dict[str, Any] = self._doc(units, {})._.scores
        return scores

    def _doc(self, units: Sequence[Unit], memory: dict[str, Any]) -> "Doc":
        from models.passages import to_doc

        doc = to_doc(self._nlp, units)
        doc.user_data["memory"] = memory
        return self._nlp(doc)

    def _labels(self, units: Sequence[Unit], memory: dict[str, Any]) -> tuple[Labels, ...]:
        """Labels of one document's units; memory keeps what is dear to compute between two readings of it."""
        if not units:
            return ()
        doc = self._doc(units, memory)
        scores = doc._.scores
        rows = zip(
            scores["chances"], scores["asserted"], scores["certainty"], _terms(doc, units), strict=True
        )
        return tuple(_label(*row) for row in rows)


def _sentences(passage: Passage) -> list[Passage]:
    """The passage's sentences, or itself where it has but one."""
    texts = sentences(passage.text)
    return [replace(passage, text=text) for text in texts] if len(texts) > 1 else [passage]


def _unit(passage: Passage) -> Unit:
    return Unit(passage.text, passage.heading)


def _terms(doc: "Doc", units: Sequence[Unit]) -> list[tuple[Term, ...]]:
    """The terms of each passage, their places counted from its beginning."""
    starts = list(accumulate((len(unit.text) + 1 for unit in units), initial=0))
    found: list[list[Term]] = [[] for _ in units]
    for span in doc.spans.get("terms", ()):
        row = bisect_right(starts, span.start_char) - 1
        found[row].append(
            Term(span.label_, span.id_, span.start_char - starts[row], span.end_char - starts[row])
        )
    return [tuple(terms) for terms in found]


def _label(chances: Any, asserted: Any, certainty: Any, terms: tuple[Term, ...]) -> Labels:
    """The asserted labels, the surest first."""
    kinds = [
        sorted((Label(LABELS[c], float(chances[c])) for c in columns if asserted[c]), key=lambda x: -x.score)
        for columns in COLUMNS.values()
    ]
    fields, levels, marks = (tuple(kind) for kind in kinds)
    likely = tuple(
        Label(id, float(chances[c]))
        for c, id in enumerate(LABELS)
        if not asserted[c] and chances[c] >= LIKELY
    )
    return Labels(fields, levels, marks, terms, float(certainty), likely)
