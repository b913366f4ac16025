"""The encoder over ONNX Runtime: a vector for each passage, then scores in the document's context."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.labelset import Scores
from models.ngrams import Unit
from models.table_rows import Numbers, table_of

BUDGET = 192  # pieces of a batch, padding too; small batches fit the processor cache
PASSAGE, TITLE = 0, 1
MARKS = ("<s>", "</s>", "<pad>")
FILES = ("encoder.onnx", "context.onnx", "tokenizer.json", "labels.json")
Rows = list[tuple[list[int], int]]
Memory = dict[tuple[str, ...], Scores]  # vectors by text and heading


def with_titles(units: Sequence[Unit]) -> list[tuple[Unit, int]]:
    """The units with their kind, each outermost heading of two or more as a title before its first unit."""
    rows, last = [], ""
    for unit in units:
        title = unit.heading[0] if len(unit.heading) > 1 else ""
        if title and title != last:
            rows.append((Unit(title), TITLE))
        last = title or last
        rows.append((unit, PASSAGE))
    return rows


def batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows in order of length, as many at a time as BUDGET holds, at least one."""
    part: list[int] = []
    for row in order:
        if part and lengths[row] * (len(part) + 1) > BUDGET:
            yield part
            part = []
        part.append(row)
    if part:
        yield part


class Encoder:
    """Sessions on one thread each, the tokenizer and the settings of a folder with FILES."""

    def __init__(self, folder: Path) -> None:
        """Loads everything; the folder may go away afterwards."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._encoder, self._context = (
            onnxruntime.InferenceSession(
                (folder / name).read_bytes(),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=["SkipLayerNormFusion"],  # the fused operation is slow on CPUs
            )
            for name in FILES[:2]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._settings: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._begin, self._end, self._pad = (self._tokenizer.token_to_id(m) or 0 for m in MARKS)
        self.size: int = self._encoder.get_outputs()[0].shape[1]

    def vectors(self, units: Sequence[Unit]) -> Scores:
        """One vector a unit, [n, size]; alike whatever order the units of one call come in."""
        rows = self._rows(units)
        order = sorted(range(len(rows)), key=lambda r: (len(rows[r][0]), rows[r]))
        found = np.zeros((len(rows), self.size), np.float32)
        for part in batches(order, [len(numbers) for numbers, _ in rows]):
            found[part] = self._run([rows[r] for r in part])
        return found

    def _rows(self, units: Sequence[Unit]) -> Rows:
        """Each unit's piece numbers and where the passage's own begin."""
        above = [self._settings["join"].join([h for h in unit.heading if h][-1:]) for unit in units]
        codes = self._tokenizer.encode_batch(above + [unit.text for unit in units])
        rows: Rows = []
        for head, body in zip(codes[: len(units)], codes[len(units) :], strict=True):
            start = [self._begin, *head.ids[-self._settings["heading_pieces"] :]] + [self._end] * bool(
                head.ids
            )
            rows.append(([*start, *body.ids[: self._settings["passage_pieces"]], self._end], len(start)))
        return rows

    def _run(self, rows: Rows) -> Scores:
        width = max(len(numbers) for numbers, _ in rows)
        ids = np.full((len(rows), width), self._pad, np.int64)
        mask, own = np.zeros((len(rows), width), np.int64), np.zeros((len(rows), width), np.float32)
        for line, (numbers, start) in enumerate(rows):
            ids[line, : len(numbers)] = numbers
            mask[line, : len(numbers)] = 1
            own[line, start : max(len(numbers) - 1, start + 1)] = 1
        made: Scores = self._encoder.run(["vectors"], {"ids": ids, "mask": mask, "own": own})[0]
        return made

    def in_context(self, vectors: Scores, kinds: Numbers, table: Numbers) -> tuple[Scores, Scores]:
        """Logits [n, 22] and the states [n, 1152] they are read off, for one document's rows in order.

        kinds [n], and column and row numbers [2, n].
        """
        core, margin = self._settings["window"], self._settings["margin"]
        if len(vectors) <= core + 2 * margin:
            core = len(vectors)
        parts = []
        for at in range(0, len(vectors), core):
            low, high = max(0, at - margin), min(len(vectors), at + core + margin)
            given = {"vectors": vectors[low:high], "kinds": kinds[low:high], "table": table[:, low:high]}
            made = self._context.run(["logits", "states"], given)
            parts.append([whole[at - low : at - low + core] for whole in made])
        logits, states = (np.concatenate(column) for column in zip(*parts, strict=True))
        return logits, states

    def read(self, units: Sequence[Unit], memory: Memory) -> tuple[Scores, Scores]:
        """Logits and states of one document's units; vectors in memory are not made again."""
        rows = with_titles(units)
        keys = [(unit.text, *unit.heading[-1:]) for unit, _ in rows]
        new = {key: unit for key, (unit, _) in zip(keys, rows, strict=True) if key not in memory}
        if new:
            memory.update(zip(new, self.vectors(list(new.values())), strict=True))
        kinds = np.array([kind for _, kind in rows], np.int64)
        table = table_of(["".join(unit.heading[-1:]) for unit, _ in rows])
        logits, states = self.in_context(np.stack([memory[key] for key in keys]), kinds, table)
        return logits[kinds == PASSAGE], states[kinds == PASSAGE]
