"""A document as spaCy sees it: one Doc, a passage a span in `doc.spans["passages"]`, headings beside them."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from models.ngrams import Unit

PASSAGES = "passages"
for _name, _default in (("units", ()), ("scores", {})):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


def to_doc(nlp: Language, units: Sequence[Unit]) -> Doc:
    """The passages joined by line breaks and tokenized; `doc._.units` holds them with their headings."""
    doc = nlp.make_doc("\n".join(unit.text for unit in units))
    doc._.units = tuple(units)
    doc._.scores = {}
    starts = np.cumsum([0, *(len(unit.text) + 1 for unit in units)])
    places = np.fromiter((token.idx for token in doc), np.int64, len(doc))
    bounds = np.searchsorted(places, starts).tolist()
    doc.spans[PASSAGES] = SpanGroup(
        doc, name=PASSAGES, spans=[doc[a : max(a, b)] for a, b in pairwise(bounds)]
    )
    return doc
