"""The network: e5 layers over each passage, then two layers over the document's passages."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.training.encoder.base_weights import BaseModel

DISTANCES = 33  # relative places -16..16, farther ones as the farthest
KINDS = 2  # a passage, a title


@dataclass(frozen=True)
class Shape:
    """Sizes that make a network."""

    layers: int
    labels: int
    hidden: int = 384
    heads: int = 12
    inner: int = 1536
    context_layers: int = 2
    context_heads: int = 8
    dropout: float = 0.1


class Layer(nn.Module):  # type: ignore[misc]
    """One transformer layer, normalised after each part as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float) -> None:
        """Parts named as in the base model."""
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v = (nn.Linear(hidden, hidden) for _ in range(3))
        self.ao, self.fi, self.fo = (
            nn.Linear(hidden, hidden),
            nn.Linear(hidden, inner),
            nn.Linear(inner, hidden),
        )
        self.aln, self.oln = nn.LayerNorm(hidden), nn.LayerNorm(hidden)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x [B, L, H]; bias, added to the attention's logits, [B or 1, heads or 1, L or 1, L]."""
        b, length, hidden = x.shape
        q, k, v = (m(x).view(b, length, self.heads, -1).transpose(1, 2) for m in (self.q, self.k, self.v))
        logits = q @ k.transpose(-1, -2) / math.sqrt(hidden / self.heads) + bias.to(q.dtype)
        seen = logits.softmax(-1).to(q.dtype) @ v  # trains twice as fast on a CPU as the fused kernel
        seen = seen.transpose(1, 2).reshape(b, length, hidden)
        x = self.aln(x + self.drop(self.ao(seen)))
        made: Tensor = self.oln(x + self.drop(self.fo(functional.gelu(self.fi(x)))))
        return made


class Encoder(nn.Module):  # type: ignore[misc]
    """Piece numbers to one vector a passage: mean of its own pieces beside mean of all, [B, 2H]."""

    def __init__(self, shape: Shape, pieces: int, places: int) -> None:
        """Untrained."""
        super().__init__()
        self.word = nn.Embedding(pieces, shape.hidden)
        self.place = nn.Embedding(places, shape.hidden)
        self.eln = nn.LayerNorm(shape.hidden)
        self.layers = nn.ModuleList(
            Layer(shape.hidden, shape.heads, shape.inner, shape.dropout) for _ in range(shape.layers)
        )

    def forward(self, ids: Tensor, mask: Tensor, own: Tensor) -> Tensor:
        """ids, mask of all pieces, mask of the passage's own pieces, each [B, L]."""
        x = self.eln(self.word(ids) + self.place.weight[: ids.shape[1]])
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return torch.cat([_mean(x, own), _mean(x, mask)], -1)


class Context(nn.Module):  # type: ignore[misc]
    """A document's vectors [N, 2H] to logits [N, labels]; two layers that see places, columns and rows."""

    def __init__(self, shape: Shape) -> None:
        """Untrained."""
        super().__init__()
        self.into = nn.Linear(2 * shape.hidden, shape.hidden)
        self.kind = nn.Embedding(KINDS, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden)
        self.near = nn.Embedding(DISTANCES, shape.context_heads)
        self.alike = nn.Parameter(torch.zeros(2, shape.context_heads))  # same column, same row
        self.layers = nn.ModuleList(
            Layer(shape.hidden, shape.context_heads, 2 * shape.hidden, shape.dropout)
            for _ in range(shape.context_layers)
        )
        self.head = nn.Linear(3 * shape.hidden, shape.labels)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, vectors: Tensor, kinds: Tensor, table: Tensor) -> Tensor:
        """vectors [N, 2H] in reading order, kinds [N] (0 passage, 1 title), column and row numbers [2, N]."""
        logits: Tensor = self.head(self.drop(self.states(vectors, kinds, table)))
        return logits

    def states(self, vectors: Tensor, kinds: Tensor, table: Tensor) -> Tensor:
        """What the last linear layer reads, [N, 3H]: the passage in its document beside its own vector."""
        x = self.norm(self.into(vectors) + self.kind(kinds))[None]
        same = (table[:, :, None] == table[:, None, :]).to(self.alike.dtype)
        near = self.near(distances(vectors.shape[0])).permute(2, 0, 1)
        bias = (near + torch.einsum("kh,kij->hij", self.alike, same))[None]
        for layer in self.layers:
            x = layer(x, bias)
        return torch.cat([x[0], vectors.to(x.dtype)], -1)


class Reader(nn.Module):  # type: ignore[misc]
    """Encoder, context and an auxiliary head that sees the passage alone."""

    def __init__(self, shape: Shape, pieces: int, places: int) -> None:
        """Untrained."""
        super().__init__()
        self.encoder = Encoder(shape, pieces, places)
        self.context = Context(shape)
        self.alone = nn.Linear(2 * shape.hidden, shape.labels)


def distances(count: int) -> Tensor:
    """Row numbers of the learnt relative places, [count, count]."""
    places = torch.arange(count)
    half = DISTANCES // 2
    return (places[None] - places[:, None]).clamp(-half, half) + half


def _mean(x: Tensor, mask: Tensor) -> Tensor:
    """Mean over the masked pieces, [B, H]."""
    weight = mask.to(x.dtype)[:, :, None]
    return (x * weight).sum(1) / weight.sum(1).clamp(min=1.0)


def load_base(encoder: Encoder, base: BaseModel, kept: list[int]) -> None:
    """Fills the encoder from the base model; layers beyond its own number are left out."""
    weights = base.weights
    word = weights["emb.word"][kept]
    place = weights["emb.pos"][: encoder.place.num_embeddings] + weights["emb.type"][: base.hidden]
    state = {"word.weight": word, "place.weight": place, "eln.weight": weights["emb.ln.w"]}
    state["eln.bias"] = weights["emb.ln.b"]
    for number in range(len(encoder.layers)):
        for part in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln"):
            for ours, theirs in (("weight", "w"), ("bias", "b")):
                state[f"layers.{number}.{part}.{ours}"] = weights[f"l{number}.{part}.{theirs}"]
    encoder.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in state.items()})


def start_context(context: Context) -> None:
    """Small relative biases to begin with, falling with distance."""
    with torch.no_grad():
        far = (torch.arange(DISTANCES) - DISTANCES // 2).abs().float()
        steps = torch.linspace(0.0, 0.5, context.near.embedding_dim)
        context.near.weight.copy_(-far[:, None] * steps[None] / math.sqrt(2.0))
    start_alike(context)


def start_alike(context: Context) -> None:
    """Some heads look first along the column, others along the row."""
    with torch.no_grad():
        rising = torch.linspace(0.0, 1.0, context.near.embedding_dim)
        context.alike.copy_(torch.stack([rising, rising.flip(0)]))
