"""Runs the analysis of what is not kept already, and gathers everything into one audit."""

import hashlib
import json
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import overload

from extractors.faults import InterruptedRunError, PlantjekError, UnreadableError
from pipeline.analysis import skipped
from pipeline.files import Candidate
from pipeline.progress import Progress
from pipeline.remote import RemoteFile
from pipeline.store import Store
from pipeline.workers import DEFAULT_LIMITS, Limits, Worked, analyse_files
from reports.audit import Audit, AuditedDocument, AuditedPlan


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is carried out."""

    jobs: int
    model: Path | None = None
    limits: Limits = DEFAULT_LIMITS
    quiet: bool = False
    log: bool = False
    scheduler: str | None = None  # a Dask cluster's; None: this machine does the work


@dataclass(frozen=True, slots=True)
class Gathered:
    """The audit, the seconds each stage took, and what each file's analysis is kept under, by path."""

    audit: Audit
    seconds: Counter[str]
    keys: Mapping[str, str]


class KeptPlans(Sequence[AuditedPlan]):
    """The plans of an audit, fetched from the store document by document, so that memory stays flat."""

    def __init__(self, store: Store, documents: Sequence[AuditedDocument], keys: dict[str, str]) -> None:
        self._store = store
        self._documents = [document for document in documents if document.plans]
        self._keys = keys
        self._length = sum(len(document.plans) for document in self._documents)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[AuditedPlan]:
        for document in self._documents:
            yield from self._of(document)

    @overload
    def __getitem__(self, index: int) -> AuditedPlan: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[AuditedPlan]: ...
    def __getitem__(self, index: int | slice) -> AuditedPlan | Sequence[AuditedPlan]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(self._length)))
        rest = index + self._length if index < 0 else index
        for document in self._documents:
            if 0 <= rest < len(document.plans):
                return self._of(document)[rest]
            rest -= len(document.plans)
        raise IndexError(index)

    def _of(self, document: AuditedDocument) -> tuple[AuditedPlan, ...]:
        analysed = self._store.get(self._keys[document.path], document.path)
        if analysed is None:
            raise LookupError(f"no analysis of {document.path} is kept")
        return analysed.plans


def gather(candidates: Sequence[Candidate], store: Store, settings: Settings) -> Gathered:
    """The audit of all files, in the order of their names; only what the store lacks is analysed."""
    keys = {file.relative: content_key(file) for file in candidates if not file.skipped}
    name, model_version = model_identity(settings.model)
    documents = {file.relative: skipped(file.relative, file.skipped) for file in candidates if file.skipped}
    missing = []
    for file in candidates:
        if file.relative in keys:
            kept = store.get(keys[file.relative], file.relative)
            if kept:
                documents[file.relative] = kept.document
            else:
                missing.append(file)
    with Progress(len(missing), settings.quiet, settings.log) as progress:
        work = _work(missing, settings)
        try:
            for one in progress.follow(work):
                document = one.analysed.document
                documents[document.path] = document
                if document.status != "error":
                    store.put(keys[document.path], one.analysed)
        except KeyboardInterrupt:
            work.close()
            raise InterruptedRunError(
                f"Afbrudt. {len(documents)} af {len(candidates)} filer er færdige og gemt; "
                "kør samme kommando igen for at fortsætte, hvor du slap."
            ) from None
    ordered = tuple(documents[file.relative] for file in candidates)
    plans = KeptPlans(store, ordered, keys)
    audit = Audit(version("plantjek"), name, model_version, ordered, plans)
    return Gathered(audit, progress.seconds, keys)


def _work(files: Sequence[Candidate], settings: Settings) -> Generator[Worked, None, None]:
    """The analysis of the files where the settings have it done."""
    if settings.scheduler and files:
        from pipeline.cluster import analyse_on_cluster

        return analyse_on_cluster(files, settings.scheduler, settings.model, settings.limits)
    return analyse_files(files, settings.jobs, settings.model, settings.limits)


def model_identity(model: Path | None) -> tuple[str, str]:
    """Name and version of a model, read without loading it."""
    folder = model or Path(str(files("models").joinpath("da_plantjek")))
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise PlantjekError(f"Der er ingen model i {folder}.") from error
    return f"{meta['lang']}_{meta['name']}", str(meta["version"])


def content_key(file: Candidate) -> str:
    """What a file's analysis is kept under: its content and type; its name where it cannot be read."""
    try:
        digest = file.path.key() if isinstance(file.path, RemoteFile) else _digest(file.path)
    except (OSError, UnreadableError):
        digest = f"unreadable:{file.relative}"
    return f"{digest}.{file.kind}"


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
