"""Trains the encoder and the context together, from the base weights or from a checkpoint.

usage: python -m models.training.encoder.train --base BIN --tokenizer JSON --corpus FILES --out OUT.pt
"""

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy
from torch.optim import AdamW

from models.table_rows import table_of
from models.training.encoder.base_weights import read_base_model
from models.training.encoder.documents import (
    LABELS,
    PASSAGE,
    Document,
    Unit,
    read_documents,
    split,
    windows,
)
from models.training.encoder.network import Reader, Shape, load_base, start_alike, start_context
from models.training.encoder.noise import disturb
from models.training.encoder.pieces import Pieces
from models.training.encoder.together import Together, run_together
from models.training.encoder.vocabulary import kept_pieces

Part = tuple[Unit, ...]
PLACES = 256
WARM = 0.06
BIASES = 10  # times the rate of other new weights, for numbers that add to the attention's logits


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
    start_alike(reader.context)
    reader.load_state_dict(reader.state_dict() | saved["weights"])
    return reader


def save_checkpoint(reader: Reader, path: Path) -> None:
    """Shape, number of pieces and weights in one file."""
    shape = asdict(Shape(len(reader.encoder.layers), len(LABELS)))
    pieces = reader.encoder.word.num_embeddings
    torch.save({"shape": shape, "pieces": pieces, "weights": reader.state_dict()}, path)


def parts(documents: list[Document], given: argparse.Namespace, chance: random.Random) -> list[Part]:
    """One epoch's windows that hold a passage; documents in real genres `real_times` as often."""
    found: list[Part] = []
    for document in documents:
        times = given.real_times if document.real else 1.0
        for _ in range(int(times) + (chance.random() < times % 1)):
            (size,) = chance.choices(given.sizes, given.shares)
            found.extend(windows(document.units, size, chance.randrange(size)))
    found = [part for part in found if any(unit.kind == PASSAGE for unit in part)]
    chance.shuffle(found)
    return found


def steps(epoch: list[Part], units: int) -> Iterator[list[Part]]:
    """Windows gathered until there are `units` units; a smaller rest is left out."""
    gathered: list[Part] = []
    for part in epoch:
        gathered.append(part)
        if sum(map(len, gathered)) >= units:
            yield gathered
            gathered = []


def shared_steps(
    epoch: list[Part], units: int, workers: int, chance: random.Random
) -> list[list[list[Part]]]:
    """Steps of one list of windows for each process, of about the same length in a step."""
    alike = sorted(steps(epoch, units), key=_letters)
    shared = [alike[at : at + workers] for at in range(0, len(alike) - workers + 1, workers)]
    chance.shuffle(shared)
    return shared


def _letters(step: list[Part]) -> int:
    return sum(len(unit.text) + len(unit.heading or "") + 30 for part in step for unit in part)


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
    vectors = vectors_of(reader, pieces, units, max(8, -(-len(units) // 3)))
    kinds = torch.tensor([unit.kind for unit in units])
    sizes = [len(part) for part in made]
    tables = [torch.from_numpy(table_of([unit.heading or "" for unit in part])) for part in made]
    both = zip(vectors.split(sizes), kinds.split(sizes), tables, strict=True)
    logits = torch.cat([reader.context(v, k, t) for v, k, t in both])
    counted = kinds == PASSAGE
    by_context = cross_entropy(logits.float(), wanted, reduction="none")
    by_itself = cross_entropy(reader.alone(vectors).float(), wanted, reduction="none")
    return (by_context + alone * by_itself)[counted].sum(1).mean()


def optimiser(reader: Reader, given: argparse.Namespace) -> AdamW:
    """AdamW at `rate` for what was pretrained and `head_rate` for the rest."""
    known = [p for p in reader.encoder.parameters() if p.requires_grad]
    biases = [reader.context.near.weight, reader.context.alike]
    fresh = [p for p in (*reader.context.parameters(), *reader.alone.parameters()) if p not in set(biases)]
    rates = (known, given.rate), (fresh, given.head_rate), (biases, BIASES * given.head_rate)
    groups = [{"params": parameters, "full": rate} for parameters, rate in rates]
    return AdamW(groups, weight_decay=0.01, fused=True)


def set_rates(optimizer: AdamW, progress: float, floor: float) -> None:
    """The rates rise over the first part of the training and then fall to `floor` of themselves."""
    share = min((progress + 1e-3) / WARM, floor + (1 - floor) * (1 - progress) / (1 - WARM))
    for group in optimizer.param_groups:
        group["lr"] = group["full"] * share


def planned(documents: list[Document], given: argparse.Namespace) -> list[list[list[list[Part]]]]:
    """The steps of every epoch, the same in every process."""
    chance = random.Random(given.seed)
    epochs = [parts(documents, given, chance) for _ in range(given.epochs)]
    return [shared_steps(epoch, given.units, given.workers, chance) for epoch in epochs]


def train(
    reader: Reader, pieces: Pieces, documents: list[Document], given: argparse.Namespace, all_: Together
) -> None:
    """`given.epochs` epochs or `given.minutes`; the first process tells how it goes and saves."""
    strange = sorted({u.heading for d in documents for u in d.units if u.heading})
    plan = planned(documents, given)
    optimizer, total = optimiser(reader, given), sum(map(len, plan))
    free = [p for p in reader.parameters() if p.requires_grad]
    chance = random.Random(given.seed * 1000 + all_.rank)
    torch.manual_seed(given.seed * 1000 + all_.rank)
    reader.train()
    begun, seen = time.time(), 0.0
    for done, step in enumerate(chain.from_iterable(plan)):
        made = [units for units in (disturb(part, strange, chance) for part in step[all_.rank]) if units]
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(reader, pieces, made, given.alone)
        loss.backward()
        spent = time.time() - begun
        progress = all_.share(free, max(done / total, spent / 60 / given.minutes))
        if progress >= 1:
            break
        torch.nn.utils.clip_grad_norm_(free, given.clip)
        set_rates(optimizer, progress, given.floor)
        optimizer.step()
        seen = loss.item() if done == 0 else 0.98 * seen + 0.02 * loss.item()
        if done % 100 == 99 and all_.rank == 0:
            print(f"{done + 1}/{total} loss {seen:.3f} {spent:.0f} s", flush=True)
            if done % 500 == 499:
                save_checkpoint(reader, given.out)
    if all_.rank == 0:
        save_checkpoint(reader, given.out)


def work(all_: Together, given: argparse.Namespace) -> None:
    """What one process does."""
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    documents, _, _ = split(read_documents(given.corpus))
    train(_reader(tokenizer, given), Pieces(tokenizer), documents, given, all_)


def _reader(tokenizer: Tokenizer, given: argparse.Namespace) -> Reader:
    reader = read_checkpoint(given.start) if given.start else new_reader(given.base, tokenizer, given.layers)
    reader.encoder.word.weight.requires_grad_(False)
    return reader


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, help="e5-small-q4.bin; without it, --start")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--units", type=int, default=14, help="passages of a process's step, at least")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--minutes", type=float, default=1e9, help="ends, with the rates fallen, after these")
    parser.add_argument("--clip", type=float, default=5.0)
    parser.add_argument("--floor", type=float, default=0.02, help="share of the rates left at the end")
    parser.add_argument("--alone", type=float, default=0.5, help="weight of the passage read alone")
    parser.add_argument("--sizes", type=int, nargs="+", default=[4, 16, 48], help="passages of a window")
    parser.add_argument("--shares", type=float, nargs="+", default=[0.1, 0.6, 0.3], help="of each size")
    parser.add_argument("--real-times", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Counts the gradients and starts the processes."""
    given = arguments()
    reader = _reader(Tokenizer.from_file(str(given.tokenizer)), given)
    size = sum(p.numel() for p in reader.parameters() if p.requires_grad)
    run_together(work, given, given.workers, size)


if __name__ == "__main__":
    main()
