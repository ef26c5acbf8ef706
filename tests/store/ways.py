"""The ways of correcting a claim: what people do, and what must be shown of the claim from then on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factdb.records import (
    Action,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
    State,
    Status,
)
from factdb.review.claims import Change
from factdb.store.corrections.chain import Reviewer

ANN, BOB = Reviewer("Ann", "heard it"), Reviewer("Bob")
ZOE, YAN = Speaker("Zoe Cook", SpeakerKind.PERSON), Speaker("Yan Kerr", SpeakerKind.PERSON)
DIRECT, INDIRECT, MIXED, MAY, PLAIN = range(5)  # the templates of sentences

# Words of the claim's sentence as a span of the text.
Find = Callable[[str], Span]


@dataclass(frozen=True)
class Way:
    """One way of correcting a claim of these templates.

    ``acts`` are what people do in turn (by whom, what); ``values`` what they decide, as it must be shown from then on;
    ``words`` a template of the claim's words if those are decided.
    """

    fits: Sequence[int]
    acts: Callable[[Find, str], Sequence[tuple[Reviewer, Action, Change | int | None]]]
    values: Mapping[str, Any] = field(default_factory=dict)
    state: State = State.ACCEPTED
    words: Sequence[str] = ()
    accepted: bool = False


def one(change: Callable[[Find, str], Change]) -> Callable[[Find, str], Sequence[tuple[Reviewer, Action, Change]]]:
    return lambda find, number: [(ANN, Action.CHANGE, change(find, number))]


def speaker(who: Speaker) -> Change:
    return Change(speaker=who)


NOBODY = {"speaker": None, "quote_type": None}
UNSOURCED, SOURCED, QUOTED = (
    Change(status=Status.UNSOURCED),
    Change(status=Status.SOURCED),
    Change(status=Status.QUOTED),
)
WAYS = (
    Way(range(5), lambda f, n: [(ANN, Action.ACCEPT, None)], accepted=True),
    Way(range(5), lambda f, n: [(ANN, Action.REJECT, None)], state=State.REJECTED),
    Way((DIRECT, INDIRECT, MIXED), one(lambda f, n: speaker(ZOE)), {"speaker": "Zoe Cook"}),
    Way((DIRECT, INDIRECT, MIXED), one(lambda f, n: UNSOURCED), {"status": "unsourced", **NOBODY}),
    Way((MAY,), one(lambda f, n: UNSOURCED), {"status": "unsourced"}),
    Way(
        (PLAIN,),
        one(lambda f, n: Change(status=Status.SPECULATIVE, hedges=(f("on Monday"),))),
        {"status": "speculative"},
    ),
    Way(
        (INDIRECT,),
        one(lambda f, n: Change(status=Status.SPECULATIVE, hedges=(f("left"),))),
        {"status": "speculative", **NOBODY},
    ),
    Way(
        (PLAIN,),
        one(lambda f, n: Change(status=Status.SOURCED, speaker=ZOE, cue=f("met"), source=f("The council"))),
        {"status": "sourced", "speaker": "Zoe Cook", "quote_type": "indirect"},
    ),
    Way((DIRECT, MIXED), one(lambda f, n: SOURCED), {"status": "sourced", "quote_type": "indirect"}),
    Way(
        (MIXED,),
        lambda f, n: [(ANN, Action.CHANGE, SOURCED), (ANN, Action.CHANGE, QUOTED)],
        {"status": "quoted", "quote_type": "mixed"},
    ),
    Way((MIXED,), one(lambda f, n: Change(quote_type=QuoteType.DIRECT)), {"quote_type": "direct"}),
    Way((DIRECT,), one(lambda f, n: Change(quote_type=QuoteType.MIXED)), {"quote_type": "mixed"}),
    Way(
        (MIXED,),
        one(lambda f, n: Change(quote_type=QuoteType.INDIRECT)),
        {"quote_type": "indirect", "status": "sourced"},
    ),
    Way((PLAIN,), one(lambda f, n: Change(spans=(f(f"in room {n} on Monday."),))), words=("in room {} on Monday.",)),
    Way(
        (INDIRECT,),
        one(lambda f, n: Change(spans=(f(f"{n} boats left the harbour"),))),
        words=("{} boats left the harbour",),
    ),
    Way(
        (MAY,),
        one(lambda f, n: Change(spans=(f(f"The bridge at mile {n}"), f("in spring.")))),
        words=("The bridge at mile {}", "in spring."),
    ),
    Way(
        (PLAIN,),
        lambda f, n: [(ANN, Action.ADD, Change(spans=(f(f"room {n}"),), status=Status.UNSOURCED))],
        {"status": "unsourced", **NOBODY},
        words=("room {}",),
        accepted=True,
    ),
    Way(
        (MAY,),
        lambda f, n: [
            (
                ANN,
                Action.ADD,
                Change(spans=(f(f"at mile {n}"),), status=Status.SOURCED, speaker=ZOE, cue=f("close")),
            )
        ],
        {"status": "sourced", "speaker": "Zoe Cook", "quote_type": "indirect"},
        words=("at mile {}",),
        accepted=True,
    ),
    # Two agree, or disagree.
    Way(
        (DIRECT, INDIRECT, MIXED),
        lambda f, n: [(ANN, Action.CHANGE, speaker(ZOE)), (BOB, Action.CHANGE, speaker(ZOE))],
        {"speaker": "Zoe Cook"},
    ),
    Way(
        (DIRECT, INDIRECT, MIXED),
        lambda f, n: [(ANN, Action.CHANGE, speaker(ZOE)), (BOB, Action.ACCEPT, None)],
        {"speaker": "Zoe Cook"},
        accepted=True,
    ),
    Way(
        (DIRECT, INDIRECT, MIXED),
        lambda f, n: [(ANN, Action.CHANGE, speaker(ZOE)), (BOB, Action.CHANGE, speaker(YAN))],
        {"speaker": "Yan Kerr"},
        state=State.DISPUTED,
    ),
    Way(
        range(5),
        lambda f, n: [(ANN, Action.ACCEPT, None), (BOB, Action.REJECT, None)],
        state=State.DISPUTED,
        accepted=True,
    ),
    # What is undone is as if it had not been; the number is that of the act taken back.
    Way(range(5), lambda f, n: [(ANN, Action.REJECT, None), (ANN, Action.UNDO, 0)], state=State.OPEN),
    Way(
        (DIRECT, MIXED),
        lambda f, n: [(ANN, Action.CHANGE, speaker(ZOE)), (BOB, Action.CHANGE, SOURCED), (ANN, Action.UNDO, 0)],
        {"status": "sourced", "quote_type": "indirect"},
    ),
    Way(
        range(5),
        lambda f, n: [(ANN, Action.REJECT, None), (ANN, Action.UNDO, 0), (ANN, Action.UNDO, 1)],
        state=State.REJECTED,
    ),
    Way(
        (MIXED,),
        lambda f, n: [(ANN, Action.CHANGE, speaker(ZOE)), (ANN, Action.CHANGE, Change(quote_type=QuoteType.DIRECT))],
        {"speaker": "Zoe Cook", "quote_type": "direct"},
    ),
)
