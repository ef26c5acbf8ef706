"""The linear probes of a model (factdb.extract.tagging.probes): read off two middle layers, written into its graph.

``tapped`` gives a model whose probes say all that these layers say of a word, to learn from; ``write`` puts what was
learned into the model's own graph, as one more head. A model without probes gets such as say nothing (``add``).
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from factdb.extract.tagging.files import GRAPH, write_sums
from factdb.extract.tagging.probes import Probe
from training.logistic import Fit, Floats

HEAD = "probes"
WEIGHT, BIAS, LAYERS = f"{HEAD}.weight", f"{HEAD}.bias", f"{HEAD}.layers"


@contextmanager
def tapped(folder: Path) -> Iterator[Path]:
    """A copy of the model that says of each word, behind its probes, all that the middle layers do."""
    model = onnx.load(str(folder / GRAPH))
    weight, bias = _head(model.graph)
    width = len(weight)
    with tempfile.TemporaryDirectory() as copy:
        for path in folder.iterdir():
            shutil.copy(path, copy)
        _attach(model.graph, np.hstack([weight, np.eye(width)]), np.hstack([bias, np.zeros(width)]))
        onnx.save(model, str(Path(copy) / GRAPH))
        write_sums(Path(copy))
        yield Path(copy)


def add(path: Path) -> None:
    """Gives a graph the head, saying nothing yet."""
    model = onnx.load(str(path))
    _attach(model.graph, *_head(model.graph))
    onnx.save(model, str(path))


def write(folder: Path, fit: Fit, probes: Sequence[Probe]) -> None:
    """Puts the weights of numbers, one probe behind the other, into the model; its other probes stay as they are."""
    model = onnx.load(str(folder / GRAPH))
    weight, bias = _head(model.graph)
    for place, probe in enumerate(probes):
        part = slice(place * len(weight), (place + 1) * len(weight))
        weight[:, probe], bias[probe] = fit.numbers[part], fit.constant(part)
    _attach(model.graph, weight, bias)
    onnx.save(model, str(folder / GRAPH))
    write_sums(folder)


def _head(graph: onnx.GraphProto) -> tuple[Floats, Floats]:
    """Weights [width of the layers, probes] and constants of the head; zeros if there is none."""
    there = {one.name: numpy_helper.to_array(one).astype(np.float64) for one in graph.initializer}
    if WEIGHT in there:
        return there[WEIGHT].copy(), there[BIAS].copy()
    norm = next(node for node in graph.node if node.op_type == "LayerNormalization")
    return np.zeros((2 * len(there[norm.input[1]]), len(Probe))), np.zeros(len(Probe))


def _attach(graph: onnx.GraphProto, weight: Floats, bias: Floats) -> None:
    """Puts the head into the graph, in the place of the one that is there."""
    for field in (graph.node, graph.initializer, graph.output):
        kept = [one for one in field if not one.name.startswith(HEAD)]
        del field[:]
        field.extend(kept)
    graph.initializer.extend(
        numpy_helper.from_array(array.astype(np.float32), name) for array, name in ((weight, WEIGHT), (bias, BIAS))
    )
    product = f"{HEAD}.product"
    graph.node.extend(
        [
            helper.make_node("Concat", _middle(graph), [LAYERS], LAYERS, axis=-1),
            helper.make_node("MatMul", [LAYERS, WEIGHT], [product], product),
            helper.make_node("Add", [product, BIAS], [HEAD], HEAD),
        ]
    )
    graph.output.append(helper.make_tensor_value_info(HEAD, onnx.TensorProto.FLOAT, [1, None, len(bias)]))


def _middle(graph: onnx.GraphProto) -> list[str]:
    """What the two layers in the middle give: a norm ends the embeddings, two stand in each layer."""
    norms = [node.output[0] for node in graph.node if node.op_type == "LayerNormalization"]
    half = len(norms) // 4
    return [norms[2 * layer] for layer in (half, half + 1)]
