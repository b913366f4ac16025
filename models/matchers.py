"""Terms found by spaCy matchers over word lists: learning forms, steps, times, names, workplaces."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

from models.method import load_method

Pattern = list[dict[Any, Any]]

TERMS = "terms"
FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e"})
MOST = 200_000  # words kept with the lists they match
WEAK = frozenset({"Per", "Bo", "Kim", "Mark", "Maj", "Rose", "Tone", "Mai", "Manne"})  # also ordinary words


def fold(text: str) -> str:
    """Small letters, æ/ø/å as ae/oe/aa."""
    return text.lower().translate(FOLD)


def word_test(words: Iterable[str]) -> re.Pattern[str]:
    """One expression over folded tokens for words that may begin or end with *."""
    return re.compile("|".join(re.escape(fold(word)).replace(r"\*", ".*") for word in words) or "(?!)")


def lists(name: str) -> dict[str, Any]:
    """A data file of models/words."""
    return tomllib.loads(files("models").joinpath("words", name).read_text(encoding="utf-8"))


class Terms:
    """Writes what it finds to `doc.spans["terms"]`: a span's label is the kind, its id the form or step."""

    def __init__(self, nlp: Language) -> None:
        """Builds the matchers; single words become flags that the vocabulary works out once a word."""
        self._vocab = nlp.vocab
        self._flags: dict[str, int] = {}  # of the words with * in phrases
        self._tests: list[re.Pattern[str]] = []
        self._any: re.Pattern[str] | None = None
        self._known: dict[str, frozenset[int]] = {}
        self._matcher = Matcher(nlp.vocab, validate=False)  # the schema knows no flags of our own
        for kind, key, words in _method_words():
            self._matcher.add(f"{kind}|{key}", self._patterns(words))
        self._matcher.add("person|person", self._names(lists("names.toml")["first"].split()))
        self._matcher.add("arbejdsplads|arbejdsplads", self._workplaces(lists("workplaces.toml")["heads"]))
        self._any = re.compile("|".join(test.pattern for test in self._tests))
        self._texts = [
            (t["kind"], re.compile("|".join(t["expressions"]))) for t in lists("times.toml")["term"]
        ]

    def _flag(self, words: Iterable[str]) -> int:
        """A flag of words that match the list; each word is held against all lists but once."""
        number = len(self._tests)
        self._tests.append(word_test(words))
        return self._vocab.add_flag(lambda text: number in self._hits(text))

    def _hits(self, text: str) -> frozenset[int]:
        """The numbers of the lists that a word matches."""
        known = self._known.get(text)
        if known is None:
            word = fold(text.replace("-", ""))
            possible = self._any is None or self._any.fullmatch(word)
            known = frozenset(n for n, test in enumerate(self._tests) if possible and test.fullmatch(word))
            if self._any is not None and len(self._known) < MOST:  # before, the lists are not all there
                self._known[text] = known
        return known

    def _patterns(self, words: Sequence[str]) -> list[Pattern]:
        """A word list's patterns: one flag for the single words, a row of tokens for each phrase."""
        single = [word for word in words if " " not in word]
        spelled = [form for word in words if " " in word for form in sorted({word, word.translate(FOLD)})]
        phrases = [[self._token(part) for part in phrase.split()] for phrase in spelled]
        return [[{self._flag(single): True}], *phrases] if single else phrases

    def _token(self, part: str) -> dict[Any, Any]:
        """One word of a phrase: * is any word, # any number, a * within it any letters."""
        if part == "*":
            return {"IS_PUNCT": False, "IS_SPACE": False}
        if part == "#":
            return {"LIKE_NUM": True}
        if "*" in part:
            key = fold(part)
            if key not in self._flags:
                self._flags[key] = self._flag([part])
            return {self._flags[key]: True}
        return {"LOWER": part}

    def _names(self, first: Sequence[str]) -> list[Pattern]:
        """A first name and the capitalised words after it; names that are words too need such a word."""
        known = frozenset(first)
        sure = self._vocab.add_flag(lambda text: text.split("-")[0] in known - WEAK)
        weak = self._vocab.add_flag(lambda text: text in WEAK)
        part = {"IS_TITLE": True}
        return [[{sure: True}], [{sure: True}, part], [{sure: True}, part, part], [{weak: True}, part]]

    def _workplaces(self, heads: Sequence[str]) -> list[Pattern]:
        """A word for a workplace with the proper name after it or the owner's name before it."""
        flag = self._flag(heads)
        owner = self._vocab.add_flag(lambda text: text.istitle() and text.endswith("s"))
        title = {"IS_TITLE": True}
        return [[{flag: True}, title], [{flag: True}, title, title], [{owner: True}, {flag: True}]]

    def __call__(self, doc: Doc) -> Doc:
        """The terms of one document, the longest where terms of one kind overlap."""
        found = [*self._matched(doc), *self._in_text(doc)]
        kinds = sorted({span.label_ for span in found})
        kept = [s for kind in kinds for s in filter_spans([x for x in found if x.label_ == kind])]
        kept.sort(key=lambda s: (s.start, s.end, s.label_))
        doc.spans[TERMS] = SpanGroup(doc, name=TERMS, spans=kept)
        return doc

    def _matched(self, doc: Doc) -> Iterator[Span]:
        for match, start, end in self._matcher(doc):
            kind, key = self._vocab.strings[match].split("|")
            if "\n" not in doc[start:end].text:
                yield Span(doc, start, end, label=kind, span_id=key)

    def _in_text(self, doc: Doc) -> Iterator[Span]:
        text = doc.text.lower()
        if len(text) != len(doc.text):  # a letter whose small form has another length
            return
        for kind, expression in self._texts:
            for match in expression.finditer(text):
                span = doc.char_span(*match.span(), label=kind, span_id=kind, alignment_mode="expand")
                if span is not None and "\n" not in span.text:
                    yield span


def _method_words() -> Iterator[tuple[str, str, Sequence[str]]]:
    """Kind, id and words of the method's learning forms and responsibility steps."""
    method = load_method()
    yield from (("laeringsform", form.id, form.words) for form in method.forms)
    yield from (("ansvarstrin", mark.id, mark.words) for mark in method.marks_of("ansvarstrin"))


@Language.factory("plantjek_terms")
def make_terms(nlp: Language, name: str) -> Terms:  # noqa: ARG001
    """The matchers over models/words and method.toml."""
    return Terms(nlp)
