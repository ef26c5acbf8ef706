"""Words that point back without a noun: "in that sense", "of the two", "they should"."""

import re
from collections.abc import Set

from factdb.language import ENGLISH

# What each of these words points back with: "of the two", "in that sense", "about that.", "not seen it yet", "its own",
# "such a tool". An expression a word: to look for all of them at every letter takes ten times as long.
_NO_NOUN_AT_HAND = rf"\b(?!\s(?:{ENGLISH.any_of('nouns_at_hand')})s?\b)"
_AT_END = r"(?=[.!]?[”\"’]?\Z)"
_OF_TWO = (
    r"\b(?:both|either|neither)\s(?:candidates?|sides?|men|women|countries|parties|campaigns?|teams?)(?!\sand)"
    + _NO_NOUN_AT_HAND
)
_OF_SEVERAL = r"\bof the (?:two|three|four|five|pair|duo|trio)(?!\s[\w-]+s\b)" + _NO_NOUN_AT_HAND
_DO_THAT = r"(?:\b(?:to|will|would|can|could|should|must|may|might)\s[a-z]+\sthat|\bthat(?<=ing\sthat))"


def _at_words(*some: str) -> str:
    """Any of the expressions, all of which begin with a word: none is tried within one."""
    return rf"\b(?=\w)(?:{'|'.join(some)})"


_POINTS = {
    word: re.compile("|".join(some), re.I)
    for words, some in (
        ("this these", [rf"\b(?:this|these){_NO_NOUN_AT_HAND}"]),
        (
            "those",
            [
                rf"\bthose same{_NO_NOUN_AT_HAND}|\bof those (?:asked|interviewed|polled|questioned|surveyed)\b",
                rf"\bthose(?=\s(?:are|were|will|would|have|had|two|three|four|five|six|ten|\d+|few)\b|\W*\Z){_NO_NOUN_AT_HAND}",
                r"\bthose(?=\s(?:[a-z-]+\s)?[a-z]+s\b(?!\s(?:who|that|which|of|in|with|from|to|on|at|[a-z]+ing)\b))"
                + _NO_NOUN_AT_HAND,
            ],
        ),
        (
            "that",
            [
                _at_words(
                    rf"\bthat(?:\s(?:{ENGLISH.any_of('pointed_at_nouns', 'leaning_nouns')}){_NO_NOUN_AT_HAND}"
                    r"|(?<=, that)\s(?!(?:the|an?|he|she|it|they|we|you|i)\b)[a-z]+"
                    r"(?=\s(?:would|was|had|will|is|has|could)\b)"
                    rf"{_NO_NOUN_AT_HAND}| (?:far|much|many|long|soon|way)\b(?!\s[a-z]+\s(?:that|as)\b)"
                    r"|(?<=\bthan\sthat)\b"
                    r"|(?=\s?[.,;:!?”’—]|\"|\W*\Z|\s(?:tomorrow|today|yesterday|now|again|yet|too|either|anymore)\b)"
                    r"|(?<=[,;]\sthat)(?:['’]s|\s(?:\w+ly\s)?"
                    rf"(?:is|was|means|makes|leaves|[a-z]{{2,}}ed|{ENGLISH.any_of('past_verbs')}))\b"
                    r"|(?:(?<=\b(?:in|of|on|by|at)\sthat)|(?<=\bfor\sthat)|(?<=\b(?:with|from)\sthat))"
                    r"\s(?!(?:he|she|it|they|we|i|the|an?)\b)[a-z]+\b)",
                    # "Nobody would stand for that and leave", "do that task well"; a "that" of "said that" joins
                    # clauses.
                    r"\bthat\s(?:and|or|from)\b"
                    r"|\b(?:consider(?:s|ed)?|call(?:s|ed)?|deem(?:s|ed)?|finds?|found) that (?:an?|to be)\b"
                    r"|\b(?:stand|tolerate|afford|accept|allow|permit|do|say|want|need|like|see|use|try|fix) that\s"
                    r"(?:right|in|on|at|to|from|for|with|by|as|but|because|when|without|before|after|over|very|all|kind|much)\b",
                    r"\b(?:perform|complete|finish|achiev|reject|accept|answer|solv|oppos|support|follow|reach|break|keep|avoid"
                    r"|welcom|back|block|pass|sign|visit|buy|build|sell|run|tolerat|allow|permit|encourag|handl|address|stop)"
                    r"(?:e|es|ed|s|ing|ning)?\sthat\s(?!(?:he|she|it|they|we|you|i|the|an?)\b)[a-z]+\b",
                    rf"\b(?:think|know|guess|hope|because|sure|suppose)\sthat(?:['’]s|\s(?:is|was|would|will|could|makes|means))\b"
                    rf"{_NO_NOUN_AT_HAND}",
                    # "Cutting that to a half"
                    rf"{_DO_THAT}\s(?:to|into)\b",
                    # "To mitigate that risk by law", "tackling that problem."
                    rf"{_DO_THAT}\s"
                    r"(?!(?:he|she|it|they|we|you|i|the|an?|there)\b)[a-z]+"
                    r"(?=[.,;:!?”\"]|\W*\Z|\s(?:by|with|until|before|after|without|when|if|because)\b)",
                    r"\b(?:combin|do|add|chang|compar|us|tak|mak)(?:e|es|ed|d|ing|s)?\sthat\s"
                    r"(?:with|to|into|in|on|from|for|by|at)\b",
                )
            ],
        ),
        (
            "it",
            [
                r"\b(?:none|all|some|any|part|parts|most|much|half|each|both|one|two|many) of it\b",
                r"(?<=\w)\sit(?=\s?[.,;:!?”\"’—]|\W*\Z|\s"
                r"(?:himself|herself|themselves|yet|because|when|if|again|now|either|too|as|at all|tomorrow|today)\b)",
                r"\b(?:more|less|nothing|much) to it\b",
                r", it\s(?:leaves|makes|means|gives|takes)\b",
                r"\b(?:if|when|because|whether|before|after)\sit\s"
                r"(?:sells?|fails?|works?|does|did|is|was|happens?|passes)\b",
            ],
        ),
        ("same", [r"\b(?<!are )(?<!is )(?<!was )the same\b(?! (?:\w+ )?(?:as|that|time|day|way))" + _NO_NOUN_AT_HAND]),
        ("so", [rf"\b(?:do|did|does|doing) so{_NO_NOUN_AT_HAND}"]),
        ("thus much", [r"\b(?:thus|as much(?=[.,;!?”\"’]|\W*\Z))"]),
        ("agree agrees agreed disagree disagrees disagreed", [r"\b(?:dis)?agree[sd]?\W*\Z"]),
        ("with", [r",? with \d[\d,.]*\W*\Z"]),
        ("old", [r"\bthe (?:[a-z-]+ )?\d+-year-old(?=[’',.]|\s(?:was|is|had|has|and|said)\b)(?!,? (?-i:[A-Z]))"]),
        (
            " ".join(map(str.casefold, ENGLISH.words("weekdays"))) + " today yesterday",
            [
                rf"\b(?:{ENGLISH.any_of('weekdays')}|today|yesterday)['’]s\s(?:{ENGLISH.any_of('leaning_nouns')})\b"
                r"(?!\s(?:of|on|in|at|that)\b)"
            ],
        ),
        (
            "there",
            [
                # "The lawmakers there would not back it", "nobody there is".
                r"\b(?:[A-Za-z]{3,}(?:ain|an|er|or|ent|at|ist|ial)s|people|nobody|families|women|men|schools)\sthere\s"
                r"(?!(?:is|are|was|were|has been|have been|had been)\b"
                r"|(?:will|would|could|might|may|must|should|can)(?:n['’]t)?\s(?:not\s|never\s|also\s|still\s)?(?:be|have)\b)[a-z]",
                r"\b(?:was|were|is|are|people|been|went|go|get|got|be) there(?=[.,;!?”\"’]|\W*\Z)",
            ],
        ),
        ("talking speaking", [r"\b(?:I|we)(?:['’](?:m|re)|\s(?:am|are))\s(?:not\s)?(?:talking|speaking)\sabout\b"]),
        ("behind suit", [r"\bfollow(?:ed|s|ing)?\s(?:close(?:ly)?\s)?(?:behind|suit)\b"]),
        ("else", [r"\b(?:no ?one|nobody) else\b"]),
        ("if", [r"\bif (?:not|so|yes),"]),
        ("latter", [rf"\bthe latter{_NO_NOUN_AT_HAND}"]),
        (
            "two three four five pair duo trio",
            [
                _OF_SEVERAL,
                r"\bthe (?:two|three|four|five|pair|duo|trio)\s"
                r"(?:can|could|would|will|should|might|may|must|did|had|have|were|are)\b",
            ],
        ),
        (
            "both neither either",
            [
                _OF_TWO,
                r"\bboth\s(?!times\b)[a-z-]{3,}(?<![su])s\b(?!\s(?:and|of)\b)",
                r"\A\W*either\b",
                rf"\beither{_AT_END}",
            ],
        ),
        ("similar", [r"\bsimilar\s(?!to)"]),
        ("too", [rf", too{_AT_END}"]),
        (
            "one",
            [
                r"\b(?:with|had|has|have|got|get|gets|need|needs|want|wants|saw|made|make|build|built|bought|buy) one"
                r"(?=[.,;!?”\"]|\W*\Z|\s(?:earlier|later|last|this|before|today|yesterday|now|too)\b)"
            ],
        ),
        (
            "you",
            [
                r"\byou\s(?:said|asked|meant|mentioned|called|wrote|promised)\b",
                r"\b(?:asking|telling|saying to|thank) you\b",
            ],
        ),
        ("own", [r"\b(?:its|their|his|her|our) own(?=[.,;!?”\"]|\W*\Z)"]),
        (
            "such",
            [
                r"\bsuch\s(?:an?\s)?[a-z-]+"
                r"(?=[.,;”\"]|\W*\Z|\s(?:w?as|is|were|are|ha[sd]|have|would|could|will|in|on|for|by|with)\b)"
            ],
        ),
    )
    for word in words.split()
}
# "To convince them that they should."
_UNFINISHED = re.compile(
    rf"\b(?:they|he|she|it|we|you)\s(?:\w+ly\s|also\s|always\s|never\s)?(?:should|would|could|will|did|do|does|can)(?:n['’]t)?{_AT_END}",
    re.I,
)
_LONGEST_UNFINISHED = 40
_REFERRING = frozenset({*_POINTS, "should", "would", "could", "will", "did", "do", "does", "can"})


def has_pointer(words: str, small: Set[str]) -> bool:
    """Does any of the words point to what was told before? ``small`` are they in small letters."""
    referring = small & _REFERRING
    if any(_POINTS[word].search(words) for word in referring if word in _POINTS):
        return True
    return bool(referring) and _UNFINISHED.search(words, max(len(words) - _LONGEST_UNFINISHED, 0)) is not None
