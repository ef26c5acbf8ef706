"""Sixty texts and names that mean harm: markup, scripts, turned and unseen characters, endless words."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Engine

from factdb.records import (
    Action,
    Article,
    Attribution,
    Claim,
    Extraction,
    Hedge,
    Holder,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
    claim_id,
)
from factdb.records import Engine as Extractor
from factdb.review.decisions import Target
from factdb.store.connect import writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.save import save

HARM = "window.harmed=true"
HOSTILE = (
    f"<script>{HARM}</script>",
    f"<SCRIPT SRC=data:text/javascript,{HARM}></SCRIPT>",
    f"</script><script>{HARM}</script>",
    f"<img src=x onerror={HARM}>",
    f"<img src=x onerror='{HARM}'",
    f"<svg onload={HARM}>",
    f"<svg><script>{HARM}</script></svg>",
    f"<body onload={HARM}>",
    f"<iframe srcdoc='<script>parent.{HARM}</script>'>",
    f"<a href='javascript:{HARM}'>here</a>",
    f"javascript:{HARM}",
    f'" autofocus onfocus="{HARM}',
    f"' autofocus onfocus='{HARM}",
    f'"><script>{HARM}</script>',
    f"'><script>{HARM}</script>",
    f"</title><script>{HARM}</script>",
    f"</textarea><script>{HARM}</script>",
    f"</style><script>{HARM}</script>",
    f"--><script>{HARM}</script>",
    f"<!--<script>{HARM}//-->",
    f"]]><script>{HARM}</script>",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={HARM}>",
    f"<details open ontoggle={HARM}>",
    f"<input autofocus onfocus={HARM}>",
    f"<meta http-equiv=refresh content='0;url=javascript:{HARM}'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href='https://evil.example/'>",
    "<form action='https://evil.example/'><button>Go",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "</main></body></html>",
    "</p></div></article><h1>Another page</h1>",
    "<plaintext>",
    "<xmp>",
    "<template>",
    "<select><option>",
    "<table><tr><td>",
    "<mark id=text data-c=0>",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "{{ 7 * 7 }}",
    "{% raw %}{{ ask.site.key }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    '=HYPERLINK("https://evil.example")',
    "+1+1 -1-1 @SUM(A1)",
    "'; DROP TABLE claim; --",
    '" OR ""="',
    "claim_search MATCH NEAR(",
    "%00 %0d%0aSet-Cookie:%20x=y",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "\u202egnp.exe\u202c",
    "\u2066\u2067\u2068 never closed",
    "a\u200bb\u200dc\u2060d\ufeffe\u00adf",
    "\U000e0041\U000e0042" * 500,
    "x" + "\ufe0f\U000e0100" * 1500,
    "Z̸̧͙̗͔̳̩͑͆̈́͑͝ą̷̛̟͙͇̲͗̆̊̚l̷̡͖̫͙̠̀̈́͊͝g̵̢̙̘̫̈́͌͠o̴̧̪͙̺͑̄͛̕͜" * 5,
    "W" * 3000,
    "שלום العربية مرحبا",
    "👩‍👩‍👧‍👦🏴‍☠️ é é \u00a0\u3000 end",
)
_ENGINE = Extractor("toy", "1", "f" * 64)


def fill(database: Engine, harms: Sequence[str] = HOSTILE) -> int:
    """An article for each, which has it everywhere: title, outlet, author, file, text, speaker, cue, hedge, reason."""
    for number, harm in enumerate(harms):
        said = f"the {harm} boat may sink"
        text = f"{harm} one\n\n{harm} told us {said}.\n\nThe rest {harm}"
        start = text.index(said)
        cue = Span(text.index(" told us ") + 1, text.index(" told us ") + 8)
        content = Span(start, start + len(said))
        article = Article(
            text,
            harm[:200],
            harm if number % 3 else f"https://example.org/?{number}&q={harm}",
            harm,
            harm,
            harm,
            datetime(2025, 1 + number % 12, 1, tzinfo=UTC),
            f"hostile {number}",
        )
        source = Span(text.index(f"{harm} told us"), text.index(" told us"))
        may = Span(text.index(" may sink") + 1, text.index(" may sink") + 4)
        attribution = Attribution(
            (source,), cue, (content,), QuoteType.INDIRECT, Speaker(harm, SpeakerKind.PERSON, harm), 0.5, (harm,)
        )
        hedge = Hedge(may, "epistemic", Holder.SPEAKER, content)
        first = Claim((Span(0, len(harm) + 4),))
        extraction = Extraction(_ENGINE, (attribution,), (first, Claim((content,), 0, (), (hedge,), 0.5)))
        with writing(database) as session:
            save(session, article, extraction)
        with writing(database) as session:
            target = Target(number + 1, claim_id(article.sha256, first.spans))
            decide(session, target, Action.ACCEPT, Reviewer(harm, harm))
    return len(harms)
