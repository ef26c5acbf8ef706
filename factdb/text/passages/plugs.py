"""What an outlet tells its readers about itself: to subscribe, to follow, whose opinions these are.

Such a paragraph begins by asking the reader something and has a word of what an outlet has to give; or it is a note on
the text, which many articles have in the same words.
"""

from factdb.language import ENGLISH
from factdb.language import expressions as re

# Longer paragraphs are prose.
LONGEST = 900
_OPENERS = ENGLISH.any_of("plug_openers").replace("'", "['’]")
_OFFERS = ENGLISH.any_of("plug_offers").replace("'", "['’]")
_ASKS = re.compile(rf"\W*(?:please )?(?:{_OPENERS})\b", re.I)
_OFFERED = re.compile(rf"\b(?:{_OFFERS})\b|[\w.+-]@[\w-]+\.\w|\bhere\W*\Z|\bclick here\b", re.I)
_NOTE = re.compile(
    r"\W*(?:the |all )?(?:opinions|views)(?: and opinions)? expressed"
    r" (?:here|herein|in this|on this|by (?:the )?(?:authors?|columnists?|contributors?|writers?)|are|do)\b"
    r".{0,160}\b(?:own|solely|not necessarily|do not represent|authors?)\b"
    r"|\W*this is a rush transcript\b|.{0,60}\btranscripts are created on a rush deadline\b"
    r"|\W*content created by\b.{0,80}\bis available without charge\b"
    r"|\W*(?:\d{1,2} (?:years?|months?|weeks?|days?) ago|(?:next|prev) image \d+ of \d+)\W*\Z"
    r"|\W*just watched\b.{0,160}\breplay more videos\b"
    r"|\W*(?:advertisement\s)+(?:advertisement|continue reading .{0,40})\W*\Z"
    # What became of the text: of a report or a law too "was revised in May" is news.
    r"|\W*(?:(?:editor[’']s note|corrections?|updated?|clarification):? )?this"
    r" (?:story|article|post|piece|column|report|page|essay|interview|op-ed)"
    r" (?:has been|was) (?:\w+ly )?(?:(?:updated|corrected|edited)\b|(?:amended|revised)(?= (?:on|at)\b|\W*\Z))"
    r"[^.!?]{0,160}\W*\Z"
    # What was wrong in it before.
    r"|\W*(?:(?:editor[’']s note|corrections?|clarifications?|update)\b[^:]{0,30}: )?(?:an?|the)"
    r" (?:earlier|previous|original) version of this"
    r" (?:story|article|post|piece|column|report|page|essay|interview|op-ed|headline|graphic|caption)\b"
    r"(?!,? (?:\w+ )?(?:(?:was|were) )?(?:given|leaked|obtained|passed|seen|sent|shared|shown)\b)"
    # The form of a newsletter that a page runs into a paragraph.
    r"|.{0,500}\b(?:by signing up,? you (?:agree|consent)|you can unsubscribe at any time"
    r"|this site is protected by recaptcha)\b"
    # Who "came to sign up here" is told of.
    r"|(?!.{160})(?:.*\b(?<!who )click|(?:.*(?:[.?!,:;–—-]|\bplease|\bor)\s)?(?:sign up|subscribe)) here\W*"
    r"(?:https?:\S+)?\Z"
    r"|.{0,300}\b(?-i:Get inside access) to\b"
    r"|\W*for more (?:on|about)\b.{0,200}, (?:(?:please|you can) )?(?:check out|click|listen|read|see|visit|watch)\b"
    # "For as little as $3 a month you can help us"; whom a maker pays "for as little as $3 a day" is told of, and so is
    # who "agreed to make a one-time gift".
    r"|.{0,600}\b(?:(?<!\bto )(?<!ll )(?<!ould )make a one-time (?:contribution|donation|gift)"
    r"|for as little as [$£€]\d+(?:\.\d\d)?(?: (?:a|per) \w+)?,? (?:help us"
    r"|you can (?:be|become|help|join|keep|support))"
    r"|subscribe (?:now|today) for as little as [$£€]\d+)\b"
    # Who wrote the article, below it.
    r"|.{0,600}(?:[.!?]\W*|\byou can (?:also )?)follow (?:her|him|me|them) (?:at|on) (?:@|facebook|instagram|twitter)",
    re.I | re.S,
)


def is_plug(line: str) -> bool:
    """Does a paragraph speak of the outlet, and not of the news?"""
    if len(line) > LONGEST or any(mark in line for mark in ("“", '"', "(@")):
        return False
    return bool(_NOTE.match(line) or (_ASKS.match(line) and _OFFERED.search(line)))
