"""Replaces names of persons: those in the metadata, those the model found, and first names of a list."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from itertools import count
from pathlib import PurePosixPath

from reports.audit import Audit, AuditedDocument, AuditedPlan
from reports.mask_audit import ChangedPlans, Mask, mask_audit, mask_plan

NAME = "[navn]"
_PART = r"(?:[A-ZÆØÅ][a-zæøåéöäü]+(?:-[A-ZÆØÅ][a-zæøåéöäü]+)*|[A-ZÆØÅ]\.)"
_CAPITALISED = re.compile(r"(?<![^\W\d_])[^\W\d_a-zæøå][^\W\d_]*")
_PROPER = re.compile(rf"{_PART}(?: {_PART}){{0,3}}")
_INITIALS = re.compile(rf"(?<![\w.])[A-ZÆØÅ]\. ?[A-ZÆØÅ]\.(?: ?[A-ZÆØÅ]\.)*(?: {_PART}){{0,2}}(?!\w)")
_TITLES = re.compile(r"\b(?:[Hh]r\.?|[Ff]ru|[Ff]rk\.|[Dd]r\.) ?[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ][a-zæøåé]+)?")


def anonymise(audit: Audit) -> Audit:
    """The same audit without names of persons, in texts, titles, metadata and file names."""
    paths = _paths(audit)
    general = mask_audit(replace(audit, plans=()), known_names())
    documents = (replace(shown, path=paths[own.path]) for own, shown in _pairs(audit, general))
    return replace(general, documents=tuple(documents), plans=nameless_plans(audit, paths))


def nameless_plans(audit: Audit, paths: Mapping[str, str] | None = None) -> ChangedPlans:
    """The plans without names, their files under these paths (else each path without names)."""
    return ChangedPlans(audit.plans, partial(_nameless, paths=paths or {}))


def _nameless(plan: AuditedPlan, paths: Mapping[str, str]) -> AuditedPlan:
    """The plan with every name of a person replaced."""
    masked = mask_plan(plan, _replacer(plan))
    return replace(masked, document=paths.get(plan.document, masked.document))


def _replacer(plan: AuditedPlan) -> Mask:
    """What replaces the plan's own names and those of the lists."""
    own, known = Names(names_of(plan)), known_names()
    return lambda text: known(own(text))


def _pairs(audit: Audit, general: Audit) -> Iterator[tuple[AuditedDocument, AuditedDocument]]:
    """Each document beside the same without names."""
    return zip(audit.documents, general.documents, strict=True)


def _paths(audit: Audit) -> dict[str, str]:
    """Each document's path without the names of its plans; paths that would be the same are numbered."""
    found = {document.path: known_names()(document.path) for document in audit.documents}
    for plan in audit.plans:
        found[plan.document] = _replacer(plan)(found.get(plan.document, plan.document))
    taken = {own for own, path in found.items() if own == path}
    for own, path in found.items():
        if own != path:
            found[own] = next(each for each in _numbered(PurePosixPath(path)) if each not in taken)
            taken.add(found[own])
    return found


def _numbered(path: PurePosixPath) -> Iterator[str]:
    """The path, and then the path with a number from 2."""
    yield str(path)
    for number in count(2):
        yield str(path.with_name(f"{path.stem} ({number}){path.suffix}"))


def names_of(plan: AuditedPlan) -> set[str]:
    """The names that this plan shows to be persons: in metadata, by place, and where the model found them."""
    found = names_by_place(labelled.passage.text for labelled in plan.passages)
    for value in (plan.metadata.owner, plan.metadata.leader):
        found.update(_people(value or ""))
        found.update(_initials(value or ""))
    for labelled in plan.passages:
        text = labelled.passage.text
        found.update(text[t.start : t.end] for t in labelled.labels.terms if t.kind == "person")
    return {part for name in found for part in (name, *_last_parts(name))}


def names_by_place(texts: Iterable[str]) -> set[str]:
    """Names and initials after a person's role or title, and ordinary words that are used as names."""
    found: set[str] = set()
    for text in texts:
        found.update(match.group(1) for match in _by_role().finditer(text))
        found.update(match.group(1) for match in _weak_names().finditer(text))
    return found - name_list("no_name")


@cache
def _by_role() -> re.Pattern[str]:
    """A role with the name or the initials after it: sygeplejerske Mette H., kollega KMJ."""
    roles = "|".join(sorted(name_list("roles"), key=lambda role: (-len(role), role)))
    role = rf"\b[A-ZÆØÅ]?[a-zæøå]*(?:{roles})(?:e?n|ne)?"
    return re.compile(rf"{role},? ({_PART}(?: {_PART}){{0,2}}|[A-ZÆØÅ]{{2,4}})(?![\w-])")


@cache
def _weak_names() -> re.Pattern[str]:
    """A weak name where only a name can stand: before a verb in the present, or before another name."""
    weak = "|".join(sorted(name_list("weak")))
    return re.compile(rf"(?<![\w-])({weak})(?= (?:og [A-ZÆØÅ]|[a-zæøå]{{2,}}er (?!en |et )))")


def _initials(value: str) -> Iterator[str]:
    """The initials of each whole name in a field for persons, as they stand alone in the text."""
    for match in _PROPER.finditer(value):
        letters = "".join(part[0] for part in match.group().split())
        if len(letters) > 1 and letters not in name_list("no_name"):
            yield letters


def _people(value: str) -> Iterator[str]:
    """The names in a field for persons: two capitalised words or more, or a known first name."""
    for match in _PROPER.finditer(value):
        name = match.group()
        if " " in name or name in name_list("first"):
            yield name


def _last_parts(name: str) -> Iterator[str]:
    """The parts of a name that are said alone: known first names, and surnames of four letters or more."""
    parts = name.split()
    for number, part in enumerate(parts):
        if part in name_list("weak"):
            continue
        if part in name_list("first") or (number > 0 and len(part) > 3):
            yield part


class Names:
    """Replaces these names, also in the genitive."""

    def __init__(self, names: Iterable[str]) -> None:
        """Longer names first, so that a whole name is replaced once."""
        ordered = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
        self._pattern = (
            re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})(?:s|')?(?!\w)") if ordered else None
        )

    def __call__(self, text: str) -> str:
        """The text without these names."""
        return text if self._pattern is None else self._pattern.sub(NAME, text)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Replaces first names of the list with the capitalised words after them, and names after hr. and fru."""

    pattern: re.Pattern[str]
    heads: frozenset[
        str
    ]  # the first word of each name; without one, the pattern, which is slow, finds nothing

    def __call__(self, text: str) -> str:
        """The text without known names."""
        text = _TITLES.sub(NAME, _INITIALS.sub(NAME, text))
        return self.pattern.sub(NAME, text) if self._may_name(text) else text

    def _may_name(self, text: str) -> bool:
        """Whether a word of the text begins a name, also in the genitive."""
        return any(
            word in self.heads or (word[-1] == "s" and word[:-1] in self.heads)
            for word in _CAPITALISED.findall(text)
        )


@cache
def known_names() -> KnownNames:
    """The replacer for the lists of names."""
    sure = "|".join(
        sorted(map(re.escape, name_list("first") - name_list("weak")), key=lambda n: (-len(n), n))
    )
    weak = "|".join(sorted(name_list("weak")))
    last = "|".join(sorted(name_list("last") - name_list("weak")))
    after = rf"(?:[ -]{_PART}){{0,3}}"
    # also inside file names, where _ and digits stand about
    unsure = rf"(?:{weak}) {_PART}|(?<=[a-zæøå,] )(?:{weak})"
    names = rf"(?:{sure})(?:s|')?{after}|{unsure}|(?:{_PART} )?(?:{last})(?:s|')?"
    every = name_list("first") | name_list("weak") | name_list("last")
    heads = frozenset(match.group() for name in every if (match := _CAPITALISED.match(name)))
    return KnownNames(re.compile(rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])"), heads)


@cache
def name_list(kind: str) -> frozenset[str]:
    """Names used in Denmark: first, last, or weak (ordinary words too)."""
    own = tomllib.loads(files("reports").joinpath("names.toml").read_text(encoding="utf-8"))
    names = str(own[kind]).split()
    if kind == "first":
        shared = files("models").joinpath("words", "names.toml").read_text(encoding="utf-8")
        names += tomllib.loads(shared)["first"].split()
    return frozenset(names)
