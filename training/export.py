"""Makes a model of trained weights, as it is shipped: python -m training.export WEIGHTS FOLDER [--float32].

The fast one has a tokenizer of its own (``--tokenizer``), and with ``--one-layer`` it isn't asked whom speakers relay.
"""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from factdb.extract.tagging.files import GRAPH, write_sums
from training.attention import fuse
from training.model import Tagger
from training.probes import add
from training.train import CLS, SEP, load_tokenizer, loaded, pretrained

# How sure the engine has to be, at each operating point, of an attribution, of what a speaker relays of another, and of
# what an outlet hands on, which hardly says anything itself. The balanced ones were chosen on the PolNeAR dev articles,
# on the train half of the corpus of claims, and the last on our own labels.
LEAST: dict[str, list[float | None]] = {
    "balanced": [0.4, 0.7, 0.35],
    "recall": [0.2, 0.5, 0.35],
    "precision": [0.7, 0.85, 0.7],
}


class Unpadded(nn.Module):
    """The tagger for one window without padding."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``ids`` and ``features``: [1, pieces]."""
        found: tuple[Tensor, Tensor, Tensor] = self.tagger(ids, features, None)
        return found


def export(weights: Path, folder: Path, tokenizer: Path, settings: dict[str, Any], *, quantised: bool) -> None:
    """Writes tagger.onnx, tokenizer.json, model.json with ``settings``, and their checksums into ``folder``."""
    tagger = loaded(weights)
    tagger.eval()
    folder.mkdir(parents=True, exist_ok=True)
    whole, prepared, out = folder / "float32.onnx", folder / "prepared.onnx", folder / GRAPH
    ids = torch.arange(1000, 1040)[None]
    pieces = torch.export.Dim("pieces", min=2, max=tagger.positions.num_embeddings)
    program = torch.onnx.export(
        Unpadded(tagger),
        (ids, torch.zeros_like(ids)),
        dynamo=True,
        input_names=["ids", "features"],
        output_names=["tags", "hedges", "links"],
        dynamic_shapes=({1: pieces}, {1: pieces}),
        external_data=False,
    )
    assert program is not None
    program.save(str(whole))
    if quantised:
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        # Seven bits: processors without VNNI would overflow on eight, and give other scores than those with it.
        quantize_dynamic(str(prepared), str(out), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        prepared.unlink()
        whole.unlink()
    else:
        whole.replace(out)
    fuse(out)
    add(out)
    load_tokenizer(tokenizer).save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "model.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")
    write_sums(folder)
    shutil.rmtree(folder / "__pycache__", ignore_errors=True)


def main() -> None:
    """Reads the command line and exports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--float32", action="store_true", help="leave the weights as they are")
    parser.add_argument("--tokenizer", type=Path, help="of the weights, where it is one of their own")
    parser.add_argument("--one-layer", action="store_true", help="contents aren't read once more for whom they relay")
    parser.add_argument(
        "--least", type=float, default=LEAST["balanced"][0], help="how sure of an attribution, balanced"
    )
    args = parser.parse_args()
    least = LEAST | {"balanced": [args.least, *LEAST["balanced"][1:]]}
    if args.one_layer:
        least = {point: [own, None, None] for point, (own, *_) in least.items()}
    settings = {"cls": CLS, "sep": SEP, "confidence": [0.0] * 9, "least": least}
    tokenizer = args.tokenizer or pretrained() / "tokenizer.json"
    export(args.weights, args.folder, tokenizer, settings, quantised=not args.float32)


if __name__ == "__main__":
    main()
