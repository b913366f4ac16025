"""Passages and headings as padded arrays of piece numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

HEADING_PIECES, PASSAGE_PIECES = 24, 96
BEGIN, END, PAD = "<s>", "</s>", "<pad>"


@dataclass(frozen=True)
class Batch:
    """Piece numbers, mask of all and of the passage's own pieces [B, L]; rows of the document [B]."""

    ids: Tensor
    mask: Tensor
    own: Tensor
    rows: Tensor


class Pieces:
    """<s> heading </s> passage </s>, the heading left out where there is none."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Looks up the marks."""
        self.tokenizer = tokenizer
        self.begin, self.end, self.pad = (_known(tokenizer, mark) for mark in (BEGIN, END, PAD))

    def numbers(self, texts: Sequence[str], headings: Sequence[str | None]) -> list[tuple[list[int], int]]:
        """Of each passage, its piece numbers and where its own pieces begin."""
        codes = self.tokenizer.encode_batch([heading or "" for heading in headings] + list(texts))
        found: list[tuple[list[int], int]] = []
        for above, below in zip(codes[: len(texts)], codes[len(texts) :], strict=True):
            start = [self.begin, *above.ids[-HEADING_PIECES:]] + ([self.end] if above.ids else [])
            found.append(([*start, *below.ids[:PASSAGE_PIECES], self.end], len(start)))
        return found

    def batches(self, texts: Sequence[str], headings: Sequence[str | None], size: int) -> list[Batch]:
        """The passages by length in batches of `size`, least padded."""
        coded = self.numbers(texts, headings)
        order = sorted(range(len(coded)), key=lambda row: len(coded[row][0]))
        return [self._batch(coded, order[at : at + size]) for at in range(0, len(order), size)]

    def _batch(self, coded: list[tuple[list[int], int]], rows: list[int]) -> Batch:
        width = max(len(coded[row][0]) for row in rows)
        ids = torch.full((len(rows), width), self.pad)
        mask, own = torch.zeros((len(rows), width)), torch.zeros((len(rows), width))
        for line, row in enumerate(rows):
            numbers, start = coded[row]
            ids[line, : len(numbers)] = torch.tensor(numbers)
            mask[line, : len(numbers)] = 1.0
            own[line, start : max(len(numbers) - 1, start + 1)] = 1.0
        return Batch(ids, mask, own, torch.tensor(rows))


def _known(tokenizer: Tokenizer, mark: str) -> int:
    number = tokenizer.token_to_id(mark)
    if number is None:
        raise ValueError(f"the tokenizer has no piece {mark}")
    return int(number)
