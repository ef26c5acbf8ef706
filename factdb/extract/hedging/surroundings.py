"""Where a hedge governs nothing, and where it governs without a doubt, by the words right before and behind it.

The rules are our own, for news: what a grammar settles needs no weighing.
"""

from factdb.language import expressions as re
from factdb.records import Span

# How many characters before a hedge are looked at: time stays linear in any claim.
_GRANTING, _ASKED_BEFORE = 160, 600
# What stands before a hedge, and from it on, where it governs nothing: in words that only grant something, turn to the
# reader, allow, wish or add something.
_THEY = r"(?:it|he|she|they|we|you|i|one|this|that|these|those)"
_ASKED = r"(?:(?:what|who|where|which|when|how)ever|no matter\s(?:what|who|where|which|when|how))"
_SHORT = r"(?:(?:may|might)\s)?(?:(?:well\s)?(?:be|seem|sound|appear|look|feel|try)\b[^,;:.—–]{0,30})?[,.;—–]"
_GRANTED = r"(?-i:But while|But although|Although|Even though|Though|While|that while|that although)"
_KNOW = r"(?:may|might)\s(?:\w+\s)?(?:know|recall|remember|expect|imagine|guess|suspect|think)\b"
_LY = r"(?:possib|probab|presumab|apparent|reported|alleged|supposed|potential|purported|ostensib|conceivab|seeming)ly"
_ADVERB = rf"(?:(?:most\s)?likely|perhaps|maybe|{_LY})\s"
_ADDED = (
    r"(?!(?:some|any|every|no)thing|during|bring|evening|morning|spring)"
    r"(?:\w{2,}ing|because|for|by|to|from|with|at|over|since|due|without|through)\b"
)
# What rules and notices allow or forbid, and whom.
_ALLOWED = (
    r"(?:apply\s(?:for|to|at|by|online)|register|enrol|submit|sign\sup|park|smoke|request|email|call\sthe"
    r"|vote\s(?:by|early|in\sperson|online)|be\s(?:sent|mailed|emailed|submitted|dropped\soff|contacted))"
)
_ADMITTED = (
    r"(?:visitors|guests|pupils|students|members|residents|customers|patients|passengers|applicants|tenants|parents"
    r"|children|users|readers|viewers|owners|travellers|travelers|spectators|winners?)"
)
_POWERLESS = tuple(
    (re.compile(rf"{before}\Z", re.I), re.compile(behind, re.I))
    for before, behind in (
        # "Whatever it may be, the bridge is shut."
        (rf"\b(?:what|who|where|which|when)ever\s(?:[\w’'-]+\s){{0,2}}?{_THEY}(?:\smay|\smight)?\s", ""),
        # "However late it may be, she stays." "Whatever the cost may be, they build."
        (rf"\b{_ASKED}\s(?:[\w’'-]+\s){{0,3}}?(?:the|his|her|its|their|{_THEY})(?:\s[\w’'-]+){{0,4}}\s", _SHORT),
        # "Strange as it may seem, the moat froze."
        (rf"\b[\w’'-]+\s(?:as|though)\s{_THEY}(?:\smay|\smight)?\s", _SHORT),
        # "As you may know, the bridge is shut."
        (r"\b(?:as|than)\s(?:you|one|readers|(?:many|most|some)\sof\syou)\s", _KNOW),
        # "Pay the toll, if you will, and cross."
        ("", r"if\syou\s(?:like|will|please|must)\b(?!\s(?:a|an|the|to|your)\b)"),
        # "Although it may rain, the fair is on."
        (
            rf"(?:{_GRANTED})\s(?:[^.,;:!?]|,(?=\d)){{0,{_GRANTING}}}\s",
            r"[^,.;:!?”\"]{0,120},[”\"]?\s(?!(?:and|or|but|which|who)\b)",
        ),
        # "The queen left before the rain could spoil her hat."
        (r"\bbefore\s(?:[\w’'-]+\s){1,5}?", r"(?:could|can|may|might)\s"),
        # "The bill is larger than the treasurer believes."
        (
            r"\bthan\s(?:[\w’'-]+\s){0,5}?",
            r"(?:believ|thought|think|expect|fear|assum|suspect|suppos|predict|anticipat)\w*",
        ),
        # "I believe the reform is fair": an opinion, no doubt.
        (
            r"\b(?:I|we)\s(?:(?:really|truly|firmly|strongly|still|also|do|just|honestly|personally|don[’']t|do\snot|didn[’']t)\s){0,2}",
            r"(?:think|believe)\b",
        ),
        # "You might also like this."
        (r"\byou\s", r"(?:may|might)\s(?:also\s)?(?:be\sinterested|like|enjoy|want\sto\sread)\b"),
        # "I am not suggesting that she lied": what somebody will not be taken to say is in no doubt for it.
        (
            r"\b(?:I|we)(?:(?:[’']m|[’']re|\s(?:am|are|do|did|would))\snot|\s(?:do|did|would|are)n[’']t)\s(?:\w+ly\s)?",
            r"suggest(?:ing)?\b",
        ),
        (r"", r"(?<=n['’]t )think\sfor\sa\s(?:minute|moment|second)\b"),
        # "Don't hope that she will pay": who tells others what not to hope doesn't doubt it.
        (
            r"(?:\A|[.!?]\s|[\n“\"‘'])(?:Don[’']t|Do\snot|Never)\s(?:you\s|ever\s)?",
            r"(?:hope|assume|suppose|imagine|believe|think)\b",
        ),
        # "She wished she could sing."
        (rf"\bwish(?:es|ed|ing)?\s(?:that\s)?{_THEY}\s", r"could\b"),
        # "The new debts make the old ones seem small."
        (
            r"\b(?:make|makes|made|making)\s(?!(?:it|this|that)\s)(?:(?!(?:and|but|that|they|who|which|because|may|might|can|could)\b)"
            r"[\w’'-]+\s){1,8}",
            r"(?:seem|appear|look|sound|feel)\b",
        ),
        # "If you look at the numbers, the town is growing." "If you need help, call the office."
        (
            "",
            r"if\s(?:you(?:[’'](?:re|ve))?|we\s(?:go\sback|look|listen\sto|think|ask))\b"
            r"[^,.;:?!]{0,100},\s(?![^.;:?!]*(?:\b(?-i:would|could|might|may|will|should|won[’']t|likely|probably)\b|[’'](?:ll|d)\b))",
        ),
        # "If the year taught us anything, it is that mills burn." "If there is one thing he loves, it’s rye."
        (
            "",
            r"if\s(?:[^.;:?!]{1,160},\sit(?:[’']s|\s(?:is|was))\s(?:that|this)\b"
            r"|there(?:[’'](?:s|re)|\s(?:is|are|was|were))\s(?:one|two|three|something|anything)\s[^.;:?!]{1,160},\sit(?:[’']s|\s(?:is|was))\b)",
        ),
        # "The owl could be seen hunting."
        ("", r"could\sbe\s(?:seen|heard)\s\w+ing\b"),
        # "Tickets may be returned until Friday."
        (
            "",
            r"may\s(?:also\s|only\s)?be\s(?:claimed|returned|exchanged|collected|picked\sup|bought|purchased|viewed|renewed|paid)"
            r"\s(?:until|online|free|at|in\sperson|by\s(?:phone|post|mail|email))\b",
        ),
        # "They might as well stay." "The guard could do nothing." "Neither could be reached."
        ("", r"might\sas\swell\b|could\s(?:do|find|see|hear|offer)\s(?:no|nothing|little)\b"),
        # "She could only watch." "He could have sold it but did not."
        ("", r"could\sonly\s(?:watch|wait|stand|look|listen|hope|parry|manage|nod|smile|shrug|guess)\b"),
        ("", r"could\shave\s[^.;:]{1,60}?\bbut\s(?:did|chose|refused|opted|declined|instead)\b"),
        (
            r"\b(?:neither|none|nobody|no\sone)\s(?:of\s(?:\w+\s){1,3})?",
            r"could\s(?:\w+ly\s)?be\s(?:\w+ly\s)?(?:reached|contacted)\b",
        ),
        # "Likely voters were asked."
        (
            r"(?:\A|[.!?:]\s|\n)[\"“‘']?",
            r"(?:Likely|Possible|Potential|Suspected|Alleged)\s(?!to\b|that\b|because\b|due\b|as\b|not\b|the\b)[a-z]",
        ),
        # "It may surprise you to hear that the bridge is shut."
        (
            r"\bit\s(?:\w+ly\s)?",
            r"(?:may|might|could)\s(?:(?:well|even|\w+ly)\s)?(?:(?:surprise|shock)\s[^.,;:]{1,60}?\s(?:to|that|how)\b"
            r"|(?:come\sas\san?|be\san?|be)\s(?:\w+\s)?(?:surpris(?:e|ing)|shock(?:ing)?)\b)",
        ),
        # "The likely winner spoke for an hour", but "the likely cause is gas".
        (
            r"(?<!\bis\s)(?<!\bwas\s)(?<!\bare\s)(?<!\bwere\s)(?<!\bbe\s)(?<!\bas\s)(?<!\bremains\s)"
            r"\b(?:a|an|the|his|her|its|their)\s",
            r"likely\s(?!(?:to|that|for|in|and|or|because|due)\b)[a-z](?![^.,;:]{0,60}\s(?:is|was|are|were|be|remains?)\b)",
        ),
        # "The navy's might was on display."
        (r"\w(?:[’']s|s[’'])\s", r"might(?:\s(?:is|was|and|or|of|on|has|had|will|against|over|in|to)\b|[.,;:!?])"),
        # "She faces a possible fine", but "it is a possible cause".
        (
            r"(?<!\bis\s)(?<!\bwas\s)(?<!\bare\s)(?<!\bwere\s)(?<!\bbe\s)(?<!\bas\s)(?<!\bremains\s)(?<!\bof\s)"
            r"\b(?:a|an|the|any|other|several|of|his|her|its|their)\s",
            r"(?:possible|potential)\s(?!(?:to|that|for|of|in|and|or|is|was|has|as)\b)[a-z]",
        ),
        # "The court ruled that the town could tax the ferry."
        (r"\b(?:rul(?:es|ed|ing)|held)\s(?:[^.,;:]{1,50}\s)?that\s[^.;:]{1,90}\s", r"(?:could|may|might)\b"),
        # "The blast could be heard in Kelso."
        ("", r"could\s(?:still\s|also\s|even\s)?be\s(?:felt|heard|smelled|seen)\b(?!\s(?:as\s(?:a|an|the)|to)\b)"),
        # "Perhaps fittingly, the mayor left by boat."
        (r"(?:\A|[.!?]\s|\n)[\"“‘']?(?:(?:but|and)\s)?", r"perhaps\s(?:(?:most|more|not|un|too)\s)?[a-z]{3,}ly,"),
        # "Roe faces a fine if she is convicted."
        (r"\bfac(?:e|es|ed|ing)\s[^.;:!?]{1,120}\s", r"if\s(?:\w+\s(?:is|are)\s)?(?:convicted|found\sguilty)\b"),
        ("", r"if\s(?:convicted|found\sguilty),[^.;:!?]{1,80}?\sfac(?:e|es|ed|ing)\s"),
        # "Visitors may bring a dog." "Guests may also apply for a room."
        ("", rf"may\s(?:not\s|only\s|also\s|either\s)?{_ALLOWED}\b"),
        (
            rf"\b{_ADMITTED}\s",
            r"may\s(?:not\s|only\s|also\s|either\s)?(?:bring|invite|use|wear|borrow|keep|carry|touch|collect|feed)\b",
        ),
        # "This story may not be reprinted."
        ("", r"may\snot\sbe\s(?:re)?(?:published|produced|printed|written|distributed|broadcast|copied|sold)\b"),
        # "The mill was shut for a week, possibly because of the flood."
        (r"[,—–]\s?", _ADVERB + _ADDED),
        # "The only way a guest could leave was by boat."
        (
            r"\bthe\s(?:(?:only|best|worst|one|first|last|next|easiest|fastest|kind\sof)\s)?(?:way|ways|thing|things|place|reason)"
            rf"\s(?:{_THEY}|(?:an?|the|its|his|her|their|any|some)\s(?:[\w’'-]+\s)?[\w’'-]+|anyone|anybody|someone)\s",
            r"(?:could|might|may)\b",
        ),
        # "The guard told of an apparently empty room."
        (r"\b(?:a|an|the|his|its|their|our|my|your)\s", rf"{_LY}\s"),
    )
)
# What stands before a hedge, and from it on, where it surely governs: what a sentence says of the whole question
# that it opens with, and a condition without "if" that opens one.
_OPENS = r"(?:\A|[.!?]\s|\n)[\"“‘']?(?:(?:but|and|yet|still,|just)\s)?"
_HELD = r"(?:said|thought|believed|understood|rumou?red|alleged|reported|claimed|assumed|presumed|feared)"
_POWERFUL = tuple(
    (re.compile(rf"{before}\Z", re.I), re.compile(behind, re.I))
    for before, behind in (
        # "Whether it will hold is anyone's guess."
        (
            rf"{_OPENS}(?:whether|what|who|when|where|which|why|how)\s(?:(?![.!?]\s)[^\n;:“”\"]){{1,200}}"
            r"\s(?:is|was|are|were|remains?|remained)\s(?:\w+ly\s|still\s|now\s)?",
            r"(?:not\s(?:\w+\s){0,2}?)?(?:clear|known|certain)\b|un(?:clear|known|certain)\b|any(?:one|body)['’]s\sguess"
            r"|an?\sopen\squestion",
        ),
        # "The queen, it is said, slept here."
        (r"(?<!who)(?<!which)(?<!that),\s", rf"it\s(?:is|was)\s{_HELD}[,.]"),
        (r"(?<!who)(?<!which)(?<!that),\sit\s(?:is|was)\s", rf"{_HELD}[,.]"),
        # "Chances are the fair is off." "The letters were thought to have been burned."
        (_OPENS, r"chances\sare\b"),
        (
            rf"{_OPENS}(?:(?!(?:who|which|that|whose|where|if|as|when|while|and|but|not|said|says)\b)[\w’'-]+\s){{1,7}}"
            r"(?:(?:is|are|was|were|has\sbeen|have\sbeen)\s(?:\w+ly\s)?)?",
            rf"(?:(?:is|are|was|were|has\sbeen|have\sbeen)\s)?{_HELD}\sto\s(?:have|be)\b",
        ),
        # "If one were to pay the fee, it would be gone in a year."
        (_OPENS, r"if\s(?:[\w’'-]+\s){1,6}?were\sto\s"),
        # "The ferry would sink if a storm were to hit it."
        (
            rf"{_OPENS}(?:(?!(?:that|who|which|what|how|if|as|when|while|because|said|says|of)\b)[\w’'-]+\s){{1,6}}?would\s"
            r"[^.;:,!?“”\"]{1,90}\s",
            r"if\s(?:(?!(?:and|or|that)\b)[\w’'-]+\s){1,6}?(?:were|was|had|did|lost|won|went|came|took|made|[a-z]{2,}ed)\b",
        ),
        # "If it rains, the ferry could be late." "Though it is dry, that could change."
        (
            rf"{_OPENS}if\s[^.?!;:“”\"]{{1,200}},\s(?!(?:and|or|but|which|who)\b)(?:[\w’'-]+\s){{1,4}}",
            r"(?:could|may|might)\b",
        ),
        (
            rf"{_OPENS}(?:though|although|while|unless)\s[^.?!;:“”\"]{{1,200}},\s(?:that|this|it)\s",
            r"(?:could|may|might)\b",
        ),
        # "However, if it rains, the fair will move." "If so, it will be late."
        (
            r"(?:\A|[.!?]\s|\n)[\"“‘']?(?:however|still|otherwise|conversely|instead|likewise|meanwhile|even so"
            r"|then again|that said|of course|in other words|for example|for instance),\s",
            r"if\s[^,.?!;:“”\"]{1,160},\s[^.?!]{1,120}?(?:\b(?:will|would|could|can|may|might|won[’']t)\b|[’'](?:ll|d)\b)",
        ),
        (_OPENS, r"if\sso,"),
        # "Had she stayed, the mill would have burned." "Should Roe leave, Poe would be mayor."
        (_OPENS, r"(?:should|had|were)\s[^.?!]{1,300}[.!”\"\n]"),
    )
)


def is_powerless(text: str, place: Span) -> bool:
    """Does the hedge at ``place`` govern nothing: "as you may know"?"""
    before = text[max(place.start - _GRANTING, 0) : place.start]
    return any(behind.match(text, place.start) and ahead.search(before) for ahead, behind in _POWERLESS)


def is_powerful(text: str, place: Span) -> bool:
    """Does the hedge at ``place`` govern without a doubt: "why it rang is not clear", "had it rained, ..."?"""
    before = text[max(place.start - _ASKED_BEFORE, 0) : place.start]
    return any(behind.match(text, place.start) and ahead.search(before) for ahead, behind in _POWERFUL)
