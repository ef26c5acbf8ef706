"""Why an attribution was found and why its speaker is the one it names, in words for people."""

from collections.abc import Iterator

from factdb.extract.attribution.shaping import Found
from factdb.extract.speakers import Resolution
from factdb.extract.tagging.link import Linked

# Below this, others who may be the speaker are said.
_IN_DOUBT = 0.85


def evidence(text: str, found: Found, resolution: Resolution) -> tuple[str, ...]:
    """The scores of the model, the rules that shaped the spans, and how the speaker was found."""
    return (*(_scores(text, found, found.evidence) if found.evidence else ()), *found.rules, _speaker(resolution))


def _scores(text: str, found: Found, linked: Linked) -> Iterator[str]:
    yield f"cue “{found.cue.of(text)}”: label score {linked.cue.score:.2f}"
    for number, run in enumerate(linked.contents, 1):
        yield f"content, part {number}: label score {run.score:.2f}"
    yield f"content tied to the cue: link score {linked.content_link:.2f}"
    if found.sources:
        source = " … ".join(span.of(text) for span in found.sources)
        # A rule may have found a source where the model had none.
        label = f"label score {linked.sources[0].score:.2f}, " if linked.sources else ""
        yield f"source “{source}”: {label}link score {linked.source_link:.2f}"
    else:
        yield f"no source: link score {linked.source_link:.2f}"


def _speaker(resolution: Resolution) -> str:
    """How the speaker was found; where that is in doubt, who else may be meant."""
    found = f"speaker: {resolution.speaker.rule}, {resolution.confidence:.2f}"
    others = [name for name in resolution.candidates if name != resolution.speaker.name]
    return f"{found}; or {', '.join(others)}" if others and resolution.confidence < _IN_DOUBT else found
