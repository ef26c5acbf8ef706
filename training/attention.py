"""Attention as one operator: python -m training.attention MODEL_FOLDER

What PyTorch exports splits, turns and multiplies step by step; ONNX Runtime's MultiHeadAttention does all of it block
by block, so that the weights of attention never leave the cache: a twentieth of the model's whole time. It says the
same but for rounding. A graph that has it already stays as it is.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
from onnx import helper, numpy_helper

from factdb.extract.tagging.files import GRAPH, write_sums

DOMAIN = "com.microsoft"


class Attention(NamedTuple):
    """One layer's: the output of queries, keys and values side by side, the node that gives the mixed values, and how
    many heads of which size there are."""

    joint: str
    mixed: onnx.NodeProto
    heads: int
    size: int


def fuse(path: Path) -> None:
    """Writes the graph with one operator for each layer's attention."""
    model = onnx.load(str(path))
    graph = model.graph
    found = list(_attentions(graph))
    for number, one in enumerate(found):
        width = one.heads * one.size
        sides = [f"attention.{number}.{side}" for side in ("query", "key", "value")]
        sizes = numpy_helper.from_array(np.array([width] * 3, dtype=np.int64), f"attention.{number}.sizes")
        graph.initializer.append(sizes)
        split = helper.make_node("Split", [one.joint, sizes.name], sides, f"attention.{number}.split", axis=-1)
        attend = helper.make_node(
            "MultiHeadAttention", sides, [f"attention.{number}"], f"attention.{number}", domain=DOMAIN,
            num_heads=one.heads, scale=one.size**-0.5,
        )  # fmt: skip
        place = list(graph.node).index(one.mixed)
        graph.node.insert(place, attend)
        graph.node.insert(place, split)
        for node in graph.node:
            for at, name in enumerate(node.input):
                if name == one.mixed.output[0]:
                    node.input[at] = attend.output[0]
    if found:
        _without_unused(graph)
        if all(opset.domain != DOMAIN for opset in model.opset_import):
            model.opset_import.append(helper.make_opsetid(DOMAIN, 1))
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def _attentions(graph: onnx.GraphProto) -> Iterator[Attention]:
    made_by = {name: node for node in graph.node for name in node.output}
    taken_by = {name: node for node in graph.node for name in node.input}
    constants = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for softmax in (node for node in graph.node if node.op_type == "Softmax"):
        product = _first("MatMul", softmax, taken_by)
        # Values turned back, then the heads side by side again.
        mixed = _first("Reshape", product, taken_by)
        node = made_by[product.input[1]]
        while not (node.op_type == "Reshape" and len(shape := constants.get(node.input[1], ())) == 5):
            node = made_by[node.input[0]]
        yield Attention(node.input[0], mixed, int(shape[-2]), int(shape[-1]))


def _first(kind: str, node: onnx.NodeProto, taken_by: dict[str, onnx.NodeProto]) -> onnx.NodeProto:
    """The next node of a kind among those that take what the ones before give."""
    while (node := taken_by[node.output[0]]).op_type != kind:
        pass
    return node


def _without_unused(graph: onnx.GraphProto) -> None:
    """Takes out what nothing takes from."""
    given = {output.name for output in graph.output}
    while True:
        used = given.union(*(node.input for node in graph.node))
        kept = [node for node in graph.node if used.intersection(node.output)]
        if len(kept) == len(graph.node):
            break
        del graph.node[:]
        graph.node.extend(kept)
    weights = [one for one in graph.initializer if one.name in used]
    del graph.initializer[:]
    graph.initializer.extend(weights)


def main() -> None:
    """Reads the command line and rewrites the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    fuse(folder / GRAPH)
    write_sums(folder)


if __name__ == "__main__":
    main()
