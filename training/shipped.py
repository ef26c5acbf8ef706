"""The weights of a shipped model as training takes them: python -m training.shipped MODEL_FOLDER OUT.pt

They are those that were quantised, to within the rounding: int8 times its scale. ``export`` rounds them to the same.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from factdb.extract.tagging.files import GRAPH

PREFIX = "tagger."
Array = npt.NDArray[np.float32]


def state(path: Path) -> dict[str, torch.Tensor]:
    """The state of a ``training.model.Tagger`` from an int8 ONNX file that ``training.export`` wrote."""
    graph = onnx.load(str(path)).graph
    constants = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    whole = {name: array for name, array in constants.items() if name.startswith(PREFIX) and array.dtype == np.float32}
    found = {name: array for name, array in whole.items() if not name.endswith("_scale")}
    found |= dict(_embeddings(constants))
    found |= dict(_matrices(graph, constants))
    return {name.removeprefix(PREFIX): torch.from_numpy(array.copy()) for name, array in found.items()}


def _embeddings(constants: dict[str, npt.NDArray[np.generic]]) -> Iterator[tuple[str, Array]]:
    for name in constants:
        if name.startswith(PREFIX) and name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            yield base, _dequantised(constants, base)


def _matrices(graph: onnx.GraphProto, constants: dict[str, npt.NDArray[np.generic]]) -> Iterator[tuple[str, Array]]:
    """Matrices have lost their names; their biases, which are added to what they give, have kept theirs."""
    # What a node takes its input from, as far as the integer product that it was computed from.
    products: dict[str, str] = {}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            products[node.output[0]] = node.input[1].removesuffix("_quantized")
        elif node.op_type in {"Cast", "Mul"} and node.input[0] in products:
            products[node.output[0]] = products[node.input[0]]
        elif node.op_type == "Add":
            product = next((products[name] for name in node.input if name in products), None)
            bias = next((name for name in node.input if name.startswith(PREFIX) and name.endswith(".bias")), None)
            if product and bias:
                yield bias.removesuffix("bias") + "weight", _dequantised(constants, product).T


def _dequantised(constants: dict[str, npt.NDArray[np.generic]], base: str) -> Array:
    whole, zero, scale = (constants[f"{base}_{part}"] for part in ("quantized", "zero_point", "scale"))
    found: Array = (whole.astype(np.float32) - zero.astype(np.float32)) * scale.astype(np.float32)
    return found


def main() -> None:
    """Reads the command line and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    torch.save(state(args.folder / GRAPH), args.out)


if __name__ == "__main__":
    main()
