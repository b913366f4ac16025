"""Writes a checkpoint as ONNX files, in int8 where it is large, and the last linear layer as numpy arrays.

usage: python -m models.training.encoder.export CHECKPOINT TOKENIZER.json OUT_DIR
"""

import argparse
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from models.training.encoder.network import DISTANCES, Context, Encoder, Layer, Reader
from models.training.encoder.train import read_checkpoint

FUSED = "com.microsoft"
OPSET = 17
LARGE_OPS = ["MatMul", "Gather", "Attention"]


class Graph:
    """An ONNX graph that grows node by node; every method returns the name of a value."""

    def __init__(self) -> None:
        """An empty graph."""
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """A fixed array under a name."""
        self.constants[name] = numpy_helper.from_array(np.array(value, order="C"), name)
        return name

    def numbers(self, *values: int) -> str:
        """A fixed list of whole numbers."""
        return self.constant("numbers_" + "_".join(map(str, values)), np.array(values, np.int64))

    def node(self, op: str, *inputs: str, domain: str = "", out: str = "", **attributes: object) -> str:
        """The output of an operation."""
        out = out or f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, inputs, [out], name=out, domain=domain, **attributes))
        return out

    def weight(self, name: str, value: Tensor) -> str:
        """A fixed tensor in float32."""
        return self.constant(name, value.detach().float().numpy())

    def linear(self, x: str, name: str, weight: Tensor, bias: Tensor, out: str = "") -> str:
        """x times the weight, and the bias."""
        product = self.node("MatMul", x, self.weight(f"{name}.w", weight.T))
        return self.node("Add", product, self.weight(f"{name}.b", bias), out=out)

    def norm(self, x: str, name: str, weight: Tensor, bias: Tensor) -> str:
        """Layer normalisation over the last axis."""
        names = self.weight(f"{name}.w", weight), self.weight(f"{name}.b", bias)
        return self.node("LayerNormalization", x, *names, axis=-1, epsilon=1e-5)

    def save(
        self, path: Path, inputs: dict[str, tuple[int, list[str | int]]], outputs: dict[str, list[str | int]]
    ) -> None:
        """Checks and writes the model; inputs by name with type and shape, outputs are floats."""
        given = [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()]
        made = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()
        ]
        graph = helper.make_graph(self.nodes, "plantjek", given, made, list(self.constants.values()))
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets)
        model.ir_version = 9
        onnx.save(model, path)


def layer(graph: Graph, x: str, name: str, part: Layer, attend: str) -> str:
    """One transformer layer over x, its attention's output being `attend`."""
    seen = graph.linear(attend, f"{name}.ao", part.ao.weight, part.ao.bias)
    x = graph.norm(graph.node("Add", seen, x), f"{name}.aln", part.aln.weight, part.aln.bias)
    inner = graph.node("MatMul", x, graph.weight(f"{name}.fi.w", part.fi.weight.T))
    inner = graph.node("FastGelu", inner, graph.weight(f"{name}.fi.b", part.fi.bias), domain=FUSED)
    out = graph.linear(inner, f"{name}.fo", part.fo.weight, part.fo.bias)
    return graph.norm(graph.node("Add", out, x), f"{name}.oln", part.oln.weight, part.oln.bias)


def stacked(graph: Graph, name: str, part: Layer) -> tuple[str, str]:
    """Weight and bias of query, key and value side by side."""
    three = (part.q, part.k, part.v)
    weight = np.concatenate([m.weight.detach().numpy().T for m in three], 1)
    bias = np.concatenate([m.bias.detach().numpy() for m in three])
    return graph.constant(f"{name}.qkv.w", weight), graph.constant(f"{name}.qkv.b", bias)


def mean(graph: Graph, x: str, mask: str) -> str:
    """Mean of x [B, L, H] over a float mask [B, L]."""
    weight = graph.node("Unsqueeze", mask, graph.numbers(1))  # [B, 1, L]
    total = graph.node("Squeeze", graph.node("MatMul", weight, x), graph.numbers(1))
    return graph.node("Div", total, graph.node("ReduceSum", mask, graph.numbers(1), keepdims=1))


def write_encoder(encoder: Encoder, path: Path) -> None:
    """ids, mask, own [B, L] to vectors [B, 2H]."""
    graph = Graph()
    words = graph.node("Gather", graph.weight("word", encoder.word.weight), "ids")
    length = graph.node("Gather", graph.node("Shape", "ids"), graph.numbers(1), axis=0)
    places = graph.weight("place", encoder.place.weight)
    places = graph.node("Slice", places, graph.numbers(0), length, graph.numbers(0))
    x = graph.norm(graph.node("Add", words, places), "eln", encoder.eln.weight, encoder.eln.bias)
    mask = graph.node("Cast", "mask", to=TensorProto.INT32)
    for number, part in enumerate(encoder.layers):
        assert isinstance(part, Layer)
        name = f"l{number}"
        attend = graph.node(
            "Attention", x, *stacked(graph, name, part), mask, domain=FUSED, num_heads=part.heads
        )
        x = layer(graph, x, name, part, attend)
    every = graph.node("Cast", "mask", to=TensorProto.FLOAT)
    graph.node("Concat", mean(graph, x, "own"), mean(graph, x, every), axis=-1, out="vectors")
    shape: list[str | int] = ["B", "L"]
    inputs = {
        "ids": (TensorProto.INT64, shape),
        "mask": (TensorProto.INT64, shape),
        "own": (TensorProto.FLOAT, shape),
    }
    graph.save(path, inputs, {"vectors": ["B", 2 * encoder.eln.weight.shape[0]]})


def near_bias(graph: Graph, context: Context) -> str:
    """The learnt bias of relative places, [1, heads, N, N]."""
    count = graph.node("Squeeze", graph.node("Shape", "kinds"))
    places = graph.node(
        "Range",
        graph.constant("zero", np.array(0, np.int64)),
        count,
        graph.constant("one", np.array(1, np.int64)),
    )
    gap = graph.node(
        "Sub",
        graph.node("Unsqueeze", places, graph.numbers(0)),
        graph.node("Unsqueeze", places, graph.numbers(1)),
    )
    half = DISTANCES // 2
    low, high = (graph.constant(f"clip{v}", np.array(v, np.int64)) for v in (-half, half))
    rows = graph.node("Add", graph.node("Min", graph.node("Max", gap, low), high), high)
    bias = graph.node("Gather", graph.weight("near", context.near.weight), rows)
    return graph.node("Unsqueeze", graph.node("Transpose", bias, perm=[2, 0, 1]), graph.numbers(0))


def table_bias(graph: Graph, context: Context) -> str:
    """The learnt bias of passages in the same column and of those in the same row, [1, heads, N, N]."""
    across = graph.node("Unsqueeze", "table", graph.numbers(1))
    down = graph.node("Unsqueeze", "table", graph.numbers(2))
    same = graph.node("Cast", graph.node("Equal", across, down), to=TensorProto.FLOAT)  # [2, N, N]
    weights = graph.weight("alike", context.alike.T[:, :, None, None])  # [heads, 2, 1, 1]
    bias = graph.node("ReduceSum", graph.node("Mul", weights, same), graph.numbers(1), keepdims=0)
    return graph.node("Unsqueeze", bias, graph.numbers(0))


def attention(graph: Graph, x: str, name: str, part: Layer, bias: str) -> str:
    """Attention over one document, x [1, N, H]."""
    weight, offset = stacked(graph, name, part)
    joined = graph.node("Add", graph.node("MatMul", x, weight), offset)
    hidden = part.q.weight.shape[0]
    split = graph.node("Reshape", joined, graph.numbers(0, -1, 3, part.heads, hidden // part.heads))
    turned = graph.node("Transpose", split, perm=[2, 0, 3, 1, 4])
    q, k, v = (
        graph.node("Gather", turned, graph.constant(f"row{i}", np.array(i, np.int64)), axis=0)
        for i in range(3)
    )
    scale = graph.constant(f"scale{part.heads}", np.array((hidden // part.heads) ** -0.5, np.float32))
    logits = graph.node("Mul", graph.node("MatMul", q, graph.node("Transpose", k, perm=[0, 1, 3, 2])), scale)
    seen = graph.node("MatMul", graph.node("Softmax", graph.node("Add", logits, bias), axis=-1), v)
    return graph.node(
        "Reshape", graph.node("Transpose", seen, perm=[0, 2, 1, 3]), graph.numbers(0, -1, hidden)
    )


def write_context(context: Context, path: Path) -> None:
    """vectors [N, 2H], kinds [N] and table [2, N] to states [N, 3H] and logits [N, labels]."""
    graph = Graph()
    x = graph.linear("vectors", "into", context.into.weight, context.into.bias)
    x = graph.node("Add", x, graph.node("Gather", graph.weight("kind", context.kind.weight), "kinds"))
    x = graph.norm(x, "norm", context.norm.weight, context.norm.bias)
    x = graph.node("Unsqueeze", x, graph.numbers(0))
    bias = graph.node("Add", near_bias(graph, context), table_bias(graph, context))
    for number, part in enumerate(context.layers):
        assert isinstance(part, Layer)
        x = layer(graph, x, f"c{number}", part, attention(graph, x, f"c{number}", part, bias))
    states = graph.node(
        "Concat", graph.node("Squeeze", x, graph.numbers(0)), "vectors", axis=-1, out="states"
    )
    graph.linear(states, "head", context.head.weight, context.head.bias, out="logits")
    width, labels = context.head.weight.shape[1], context.head.weight.shape[0]
    inputs = {
        "vectors": (TensorProto.FLOAT, ["N", context.into.weight.shape[1]]),
        "kinds": (TensorProto.INT64, ["N"]),
        "table": (TensorProto.INT64, [2, "N"]),
    }
    graph.save(path, inputs, {"states": ["N", width], "logits": ["N", labels]})


def shrink(source: Path, out: Path, ops: list[str], reduce_range: bool) -> None:
    """Weights in 8 bits by output channel; in 7 where old processors would overflow."""
    quantize_dynamic(
        source, out, weight_type=QuantType.QInt8, op_types_to_quantize=ops, per_channel=True,
        reduce_range=reduce_range, extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )  # fmt: skip


def write_all(
    reader: Reader, tokenizer: Path, out: Path, precise: bool = False, reduce_range: bool = True
) -> None:
    """encoder.onnx, context.onnx, head.npz and tokenizer.json; `precise` leaves the encoder in float32."""
    out.mkdir(parents=True, exist_ok=True)
    reader.eval()
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        write_encoder(reader.encoder, whole)
        if precise:
            shutil.copy(whole, out / "encoder.onnx")
        else:
            shrink(whole, out / "encoder.onnx", LARGE_OPS, reduce_range)
    write_context(reader.context, out / "context.onnx")
    head = reader.context.head
    np.savez(out / "head.npz", weight=head.weight.detach().numpy(), bias=head.bias.detach().numpy())
    if tokenizer.resolve() != (out / "tokenizer.json").resolve():
        shutil.copy(tokenizer, out / "tokenizer.json")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--precise", action="store_true", help="float32, to measure what 8 bits cost")
    given = parser.parse_args()
    write_all(read_checkpoint(given.checkpoint), given.tokenizer, given.out, given.precise)


if __name__ == "__main__":
    main()
