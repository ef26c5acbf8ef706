"""What a tagger makes of texts: python -m training.label_news {news,train} CORPORA FOLDER ...

Of news that nobody has labelled it is the probabilities of tags, links and hedges; of the train articles only the last
are wanted: the labels say the rest. The answers go into FOLDER, a file for so many texts at a time; those that are
there are not asked for again.
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from factdb.extract.tagging import windows
from factdb.extract.tagging.labels import HEDGE_TAGS, TAGS
from factdb.extract.tagging.windows import NO_FEATURE, Words
from training.exported import Exported, linked
from training.model import Tagger
from training.own_labels import own_ids
from training.soft import LIKELIEST, Links, Soft, joined, read_words
from training.train import CLS, SEP, device_of, load_tokenizer, loaded, pretrained, training_articles

AT_ONCE = 50
PIECES = 4096
# Politics at home is what PolNeAR is about already: fewer of its texts are read.
KNOWN = frozenset(
    topic.strip()
    for topic in [
        "elections",
        " politics",
        " white_house",
        " us_house",
        " us_senate",
        " us_congress",
        " impeachment",
        " republican_party",
        " democratic_party",
        " campaign_finance",
        " media_bias",
        " polarization",
        " facts_and_fact_checking",
    ]
)
_ENDS = tuple('.?!”"')
KNOWN_SHARE, LONGEST = 0.35, 1500
ROLES = {"content": [5, 6], "source": [1, 2]}


@dataclass(frozen=True, slots=True)
class Text:
    """A text by the name under which what is said of it is kept."""

    name: str
    text: str


def news(corpora: Path, words: int, after: int = 0) -> list[Text]:
    """Some news with about so many ``words``, drawn by chance but always the same, outlets and subjects mixed; without
    the texts that come first, up to ``after`` words."""
    skipped = own_ids()
    found = []
    for path in sorted((corpora / "unlabelled").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                luck = int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 10_000 / 10_000
                unlikely = row["topic"] in KNOWN or len(row["text"].split()) > LONGEST
                if row["id"] not in skipped:
                    found.append((luck / KNOWN_SHARE if unlikely else luck, Text(row["id"], titled(row))))
    taken, size = [], 0
    for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].name)):
        if size >= words:
            break
        if size >= after:
            taken.append(one)
        size += len(one.text.split())
    return taken


def titled(row: dict[str, Any]) -> str:
    """The text under its title, which ends in a full stop, as in PolNeAR."""
    title = " ".join(row["title"].split())
    if not title:
        return str(row["text"])
    return f"{title}{'' if title.endswith(_ENDS) else '.'}\n\n{row['text']}"


def answers(model: Tagger | Exported, texts: Sequence[Text]) -> Iterator[Soft]:
    """What is said of all words of each text."""
    tokenizer = load_tokenizer(pretrained() / "tokenizer.json")
    parted: list[list[Words]] = [gathered(read_words(one.text, tokenizer)) for one in texts]
    everything = [words for some in parted for words in some]
    said: dict[int, Soft] = {}
    for batch in by_length(everything):
        for words, soft in zip(batch, said_of(model, batch), strict=True):
            said[id(words)] = soft
    for some in parted:
        yield joined([said[id(words)] for words in some])


def gathered(runs: Sequence[Words]) -> list[Words]:
    """Whole paragraphs in windows, as the tagger reads them."""
    found: list[list[Words]] = [[]]
    for run in runs:
        if found[-1] and sum(len(one.pieces) for one in found[-1]) + len(run.pieces) > windows.WINDOW:
            found.append([])
        found[-1].append(run)
    return [windows.joined(some) for some in found if some]


def by_length(several: Sequence[Words]) -> Iterator[list[Words]]:
    """Batches of similar length."""
    batch: list[Words] = []
    for words in sorted(several, key=lambda words: len(words.pieces)):
        if batch and (len(batch) + 1) * (len(words.pieces) + 2) > PIECES:
            yield batch
            batch = []
        batch.append(words)
    if batch:
        yield batch


def said_of(model: Tagger | Exported, batch: Sequence[Words]) -> Iterator[Soft]:
    """What is said of the words of each window."""
    for tags, hedges, cues, sources in outputs(model, batch):
        members = tags[:, ROLES["content"] + ROLES["source"]].sum(1)
        yield Soft(
            tags.numpy(),
            hedges.numpy(),
            _likeliest(cues * members[:, None]),
            _likeliest(sources * tags[:, TAGS.index("B-cue"), None]),
        )


def outputs(model: Tagger | Exported, batch: Sequence[Words]) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """What one tagger says of each window: probabilities of tags, of hedges, of cues and of sources."""
    if isinstance(model, Exported):
        yield from map(model.said, batch)
        return
    width = max(len(words.pieces) for words in batch) + 2
    ids, features = torch.zeros(len(batch), width, dtype=torch.long), torch.full((len(batch), width), NO_FEATURE)
    mask = torch.zeros_like(ids)
    for row, words in enumerate(batch):
        end = len(words.pieces) + 1
        ids[row, 0], ids[row, 1:end], ids[row, end] = CLS, torch.from_numpy(words.pieces), SEP
        features[row, 1:end] = torch.from_numpy(words.features)
        mask[row, : end + 1] = 1
    device = device_of(model)
    with torch.no_grad(), torch.autocast(device, torch.bfloat16):
        found = [some.float().cpu() for some in model(ids.to(device), features.to(device), mask.to(device))]
    for row, words in enumerate(batch):
        tags, hedges, links = (some[row, torch.from_numpy(words.first + 1)] for some in found)
        yield tags.softmax(-1), hedges.softmax(-1), *linked(links)


def _likeliest(chances: Tensor) -> Links:
    share, to = chances.topk(min(LIKELIEST, chances.shape[1]))
    missing = LIKELIEST - share.shape[1]
    share, to = (torch.nn.functional.pad(some, (0, missing)) for some in (share, to))
    share[share < 0.02] = 0
    return Links(to.numpy(), share.numpy())


def keep(path: Path, said: dict[str, Soft]) -> None:
    """Writes what is said of several texts."""
    arrays: dict[str, Any] = {}
    for name, soft in said.items():
        for part in ("tags", "hedges"):
            arrays[f"{name}/{part}"] = getattr(soft, part).astype(np.float16)
        for part in ("cues", "sources"):
            links = getattr(soft, part)
            arrays[f"{name}/{part}"] = links.to.astype(np.int32)
            arrays[f"{name}/{part}_share"] = links.share.astype(np.float16)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as out:
        np.savez(out, **arrays)
    unfinished.replace(path)


def kept(folder: Path) -> dict[str, Soft]:
    """All that is said of texts in a folder, by their names."""
    found: dict[str, Soft] = {}
    for path in sorted(folder.glob("*.npz")):
        arrays = dict(np.load(path))
        for name in dict.fromkeys(key.rsplit("/", 1)[0] for key in arrays):
            links = (
                Links(arrays[f"{name}/{part}"].astype(np.int64), arrays[f"{name}/{part}_share"].astype(np.float32))
                for part in ("cues", "sources")
            )
            tags, hedges = (arrays[f"{name}/{part}"].astype(np.float32) for part in ("tags", "hedges"))
            assert tags.shape[1] == len(TAGS) and hedges.shape[1] == len(HEDGE_TAGS)
            found[name] = Soft(tags, hedges, *links)
    return found


def main() -> None:
    """Reads the command line and asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("news", "train"))
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shipped", type=Path, required=True, help="what training.shipped wrote, or a model folder")
    parser.add_argument("--words", type=int, default=800_000)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    shipped = Exported(args.shipped) if args.shipped.is_dir() else loaded(args.shipped).eval().to(args.device)
    if args.what == "news":
        texts = news(args.corpora, args.words)
    else:
        texts = [Text(one.stem, one.text) for one in training_articles(args.corpora)]
    args.folder.mkdir(parents=True, exist_ok=True)
    for number, begin in enumerate(range(0, len(texts), AT_ONCE)):
        some = texts[begin : begin + AT_ONCE]
        path = args.folder / f"{number:04}.npz"
        if not path.exists():
            keep(path, dict(zip([one.name for one in some], answers(shipped, some), strict=True)))
            print(f"{(number + 1) * AT_ONCE} of {len(texts)} texts", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
