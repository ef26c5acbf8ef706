"""The capitalised words of a text, in runs: what its names are made of."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from factdb.extract.layout import Layout
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.names.authority import known_organisation
from factdb.names.folding import without_accents
from factdb.names.persons import GENERATIONS
from factdb.records import Span
from factdb.text.ran_in import ran_in
from factdb.text.spans import overlapping

# A word and its key.
Token = tuple[Span, str]

_UPPER = "".join(c for c in map(chr, [*range(0x250), *range(0x370, 0x530)]) if c.isupper())
_ABBREVIATED = "|".join(sorted((t.capitalize() for t in lx.TITLES if len(t) < 6), key=len, reverse=True))
# In capitals, as transcripts write labels: "MRS. REED".
_SHOUTED_TITLES = "CAPT|COL|DET|DR|GEN|GOV|HON|LT|MAJ|MRS?|MS|PROF|REP|REV|SEN|SGT"
_TOKEN = (
    rf"(?:[{_UPPER}]{{1,3}}&[{_UPPER}]{{1,3}}(?!\w)|(?:[{_UPPER}]\.){{2,6}}|U\.[KNS](?![\w.])|[{_UPPER}]\.(?!\S)|"
    rf"(?:(?:(?:Then|Ex|Now)-)?(?:{_ABBREVIATED})|{_SHOUTED_TITLES}|Jr|Sr|St|Sec)\.(?!\S)|"
    rf"(?:de|di|da|du|la|le|van|von)[{_UPPER}]\w{{2,40}}|"
    rf"(?:(?:al|ash|el|ul)-)?[{_UPPER}]\w{{0,40}}(?<!_)(?:[-/’'](?!s\b)\w{{1,40}}){{0,4}})"
)
# They are part of names: "Chandler van der Berg".
PARTICLES = ENGLISH.words("name_particles")
_PARTICLE = ENGLISH.any_of("name_particles")
_JOIN = rf"(?:[ \xa0](?:(?:{_PARTICLE}|&)[ \xa0]){{0,2}}|,[ \xa0](?=(?:Jr|Sr)\b))"
_NICKNAME = "(?:[ \xa0](?:\"\\w{1,20}\"|“\\w{1,20}”|''\\w{1,20}''|‘\\w{1,20}’|\\(\"\\w{1,20}\"\\))(?=[ \xa0]))"
# "al-Abadi", and "Al-Abadi" at the head of a sentence: one who is Mr. Abadi as well.
_ARTICLE = re.compile(rf"(?:al|ash|el|ul)-(?=[{_UPPER}])", re.I)
# A run is at most twelve words, so that a page in capitals stays linear.
# "pro-Reed", "anti-Semitism": whom or what others are for or against.
_STANCE = re.compile(r"\b(?:[Aa]nti|[Pp]ro|[Nn]on)-$")
_RUN = re.compile(
    rf"(?<![^\W_])(?<!@)(?=[{_UPPER}dlv]|[aeu][a-z]{{1,2}}-){_TOKEN}(?:{_NICKNAME}?{_JOIN}{_TOKEN}){{0,12}}"
)
_MONTHS = frozenset(map(str.casefold, ENGLISH.words("months")))
# "First Bank", "Second Amendment": with a capital each, they are names.
_NUMBERED = frozenset({"first", "second", "third", "united", "american"})
_NUMBERED_NOUNS = (lx.ORGANISATION_NOUNS | lx.DOCUMENTS) - lx.GIVEN_NAMES.keys()
_QUESTIONS = frozenset({"how", "why", "what", "when", "where"})
# Given names, or family names that stand first, where who somebody is stands behind them.
_IN_MONTH = re.compile(r"\b(?:in|of|by|since|until|for)\s\Z", re.I)
_GIVEN_TOO = frozenset({"sun", "may", "young", "moon"})
# A name that seems to begin with one of these does not, wherever it stands.
_BEGIN_NO_NAME = lx.ARTICLES | lx.PRONOUNS | _QUESTIONS | lx.WEEKDAYS | (_MONTHS - lx.GIVEN_NAMES.keys())
_COMMON_NOUNS = lx.DOCUMENTS.union(
    lx.DOCUMENT_PLURALS,
    lx.ORGANISATION_NOUNS,
    lx.ORGANISATION_PLURALS,
    lx.ROLES,
    (role for role in lx.ROLE_PLURALS if lx.singular(role) not in lx.DEMONYMS),
)
SAY = frozenset({"say", "says", "said"})
# In characters: how long the role before a name is at most.
_LONGEST_ROLE = 20
# "In Gary", but not "faith in Gary".
_IN_TOWN = re.compile(
    r"(?<!faith )(?<!trust )(?<!confidence )(?<!interest )(?<!believe )(?<!believed )(?<!believes )"
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside) $"
)
_BEFORE_WEEKDAY = frozenset({"super", "black", "cyber", "good", "ash", "holy", "easter", "palm", "giving"})
_READ_MORE = re.compile(r"Read (?:more|the full|full story)\b")
# "Virginia Democrat Rip Reed" is named so, whatever given name that is; "Democrat Tax Plan" is nobody's name.
_NO_NAMES = frozenset().union(
    lx.NO_SURNAMES, lx.DOCUMENTS, lx.ROLES, lx.ROLE_PLURALS, lx.ORGANISATION_NOUNS, lx.ORGANISATION_FIELDS, lx.NOT_NAMES
)
# "Then-Mayor Ann Reed", "President-elect Ann Reed"
_AT_ANOTHER_TIME = re.compile(r"\A(?:then|ex|now)-|-(?:elect|designate)\Z")
_WEEKDAY = re.compile(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_CREDIT = re.compile(
    r"(?:AP|AFP|Reuters) Photos?\b(?!/)|(?:[A-Z][\w.-]+ ){0,3}[A-Z][\w.-]+/(?:Getty Images?|AP|AFP|REUTERS|Reuters)\b"
)
# "(TERN.N)", "(NYSE: TERN)"
_TICKER = re.compile(r"\((?:[A-Z]{1,5}[a-z]?\.[A-Z]{1,3}|(?:NYSE|NASDAQ|Nasdaq): ?[A-Z]{1,5})\)")
# A label that an agency puts before the headlines of other articles.
_COVERAGE = re.compile(r"\b(?:Related|Related Coverage)$")
_COMMA_AND_WORD = re.compile(r", [A-Za-z“\"]")
# "Poor Mexico": what a place is called in an exclamation.
_PITIED = frozenset({"poor", "dear", "lucky", "brave", "proud", "happy", "beautiful", "little"})
_BEFORE_CONSTABLE = frozenset({"det", "detective", "ch", "chief", "temp"})
_BEFORE_NAMES = frozenset({"will", "cue", "meet", "enter"})
_BARE_VERB = re.compile(
    r" (?:ever |now |still )?(?:be|have|get|go|come|win|lose|run|do|make|take|leave|stay|testify)\b[^.!\n]{0,120}\?"
)
_HONORIFICS = frozenset({"mr", "mrs", "ms", "mx", "miss", "dr"})
# What is no name and no title before one either.
_ROLES_ONLY = lx.ROLES.keys() - lx.TITLES - lx.GIVEN_NAMES.keys() - lx.SURNAMES
# In capitals the others may be something else: US, WHO, IT.
_SMALL_PRONOUNS = lx.PRONOUNS - {"us", "who", "it"}
# "I've", "We'll", "It'd"
_CONTRACTED = re.compile(r"'(?:ve|d|m|ll|re)$")
_WORD = re.compile(rf"{_TOKEN}|&|(?<= )(?:{_PARTICLE})(?= )|[\"“”‘’'()]+\w+[\"“”‘’')]+")
# "Salim Danish, a clerk at the port,": what follows tells that it is no people.
_SET_OFF = re.compile(r", (who\b|(?:[\w’'-]+ ){0,6}?[\w’'-]+)(?=[,.]| (?:of|for|at|in|from)\b)")
# What stands before the first word of a clause within a sentence.
_OPENING = frozenset(":“‘\"'«„")
# "She founded Our Harbour": with a capital within a sentence, it begins a name.
_OURS = re.compile(r"(?<=[a-z,] )(?:Our|My) [A-Z]\w+")
_SHARE_WORDS = frozenset(ENGLISH.words("share_words"))
_PICTURED = re.compile(r"(?:Photo|Image|Picture|Video)/|REUTERS/(?!I(?:psos|PSOS))")
_FOR_CAPITALS = re.compile(r" for [A-Z]\w+ [A-Z]")
_NAMED_OF = frozenset(ENGLISH.words("bodies_of_places"))
_OF_CAPITAL = re.compile(r" of (?:the )?[A-Z]")
_STATE_BEHIND = re.compile(r", ((?:New |North |South |West |Rhode )?[A-Z][a-z]+)\b(?!['’])")
_SMALL_WORD = re.compile(r"[^\W\d_A-Z][^\W\d_A-Z]+\b")
_JOINED = re.compile(r"[\w@#'’]+")
_WHERE = frozenset({"in", "of", "near", "from", "at", "to"})


@lru_cache(maxsize=1)  # asked for twice an article
def small_words(text: str) -> frozenset[str]:
    """The words that a text writes without a capital."""
    words = map(_SMALL_WORD.match, set(_JOINED.findall(text)))
    return frozenset(word[0] for word in words if word).difference(PARTICLES)


# An article says the same names over and over, and all articles do.
@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """A word as it is compared: lower case, without accents, full stops, quotation marks and brackets."""
    return without_accents(word.strip("\"“”‘’'()").replace(".", "").replace("’", "'")).casefold()


def runs(text: str) -> Iterator[list[Token]]:
    """Each run of capitalised words in order, but the many that are one common word at the head of a sentence; without
    the words of links that ran into a name, and the letters of shares."""
    links = sorted([*ran_in(text), *(Span(*ticker.span()) for ticker in _TICKER.finditer(text))])
    for run in _RUN.finditer(text):
        if not is_common(key(run[0])) or run[0][1:].isupper():
            tokens = [(Span(*m.span()), _key_of_name(m[0])) for m in _WORD.finditer(text, run.start(), run.end())]
            if len(tokens) == 1 and _STANCE.search(text, max(run.start() - 5, 0), run.start()):
                continue
            if own := [token for token in tokens if not (links and overlapping(links, token[0]))]:
                yield own


def _key_of_name(word: str) -> str:
    # The SEC is no secretary.
    if word == "Sec.":
        return "secretary"
    article = _ARTICLE.match(word)
    return key(word[article.end() :] if article else word)


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Is it no name, whatever its capitals, but for what a list of names says: "The", "Monday", "I've", "Don't"?"""
    return word in lx.NOT_NAMES or word.endswith("n't") or _CONTRACTED.sub("", word) in lx.NOT_NAMES


def opens_sentence(text: str, span: Span, layout: Layout) -> bool:
    """Does nothing but marks stand before it in its sentence?"""
    start = layout.sentence_start(span.start)
    return span.start - start < 4 or not text[max(start, span.start - 4) : span.start].strip("\"“”‘’'(—–- \xa0")


def without_title_behind(tokens: list[Token]) -> list[Token]:
    """ "Apple" of "Apple Chief Executive Officer"; "Steve King", "Rep. Steve King" and "Daily Reporter", which is known
    to be a newspaper, stay.
    """
    rest = tokens
    if not rest or rest[-1][1] not in lx.TITLES or known_organisation(" ".join(word for _, word in rest)):
        return rest
    while rest and rest[-1][1] in lx.TITLES and not _is_surname(rest):
        rest = rest[:-1]
        while rest and rest[-1][1] in lx.TITLE_WORDS and (len(rest) == 1 or rest[-2][1] not in lx.GIVEN_NAMES):
            rest = rest[:-1]
    return rest


def _is_surname(tokens: list[Token]) -> bool:
    """Does a given name stand before the last word, with nothing before it but a title or another given name?"""
    if len(tokens) == 2 and tokens[0][1] in _HONORIFICS:
        return True
    given = len(tokens) > 1 and tokens[-2][1] in lx.GIVEN_NAMES
    before = tokens[-3][1] if len(tokens) > 2 else ""
    return given and (not before or before in lx.TITLES or (len(tokens) == 3 and before in lx.GIVEN_NAMES))


def without_edges(text: str, tokens: list[Token], layout: Layout) -> list[Token]:
    """The words without a weekday or a headline's verb behind them ("Police Say"), and without those before them that
    are in capitals for another reason.
    """
    # "AP Photo/Ann Reed", "REUTERS/Ann Reed"
    credit = next((i for i, (span, _) in enumerate(tokens) if _PICTURED.match(text, span.start, span.end)), len(tokens))
    tokens = tokens[:credit]
    while tokens and (tokens[-1][1] in SAY or _is_day(text, tokens) or _is_date(text, tokens[-1])):
        tokens = tokens[:-1]
    # "Ann Reed Read more": a link that ran into the name.
    if len(tokens) > 1 and _READ_MORE.match(text, tokens[-1][0].start):
        tokens = tokens[:-1]
    # "Super Tuesday"
    if len(tokens) == 1 and tokens[0][1] in _BEFORE_WEEKDAY and _WEEKDAY.match(text, tokens[0][0].end):
        return []
    # "AP Photos Ann Reed", "Bo Cole/Getty Images Ann Reed": what tells of a picture ran into a name.
    if tokens and (credit_line := _CREDIT.match(text, tokens[0][0].start)):
        tokens = [token for token in tokens if token[0].start >= credit_line.end()]
    while tokens and _COVERAGE.search(text, max(tokens[0][0].start - 8, 0), tokens[0][0].end):
        tokens = tokens[1:]
    tokens = _without_letters_behind(text, tokens)
    # "Facebook Twitter Pinterest Ann Reed": links for sharing ran into a name.
    links = next((i for i, (_, word) in enumerate(tokens) if word not in _SHARE_WORDS), len(tokens))
    if links > 1:
        tokens = tokens[links:] if len(tokens) > links + 1 else []
    while tokens and _is_no_name(text, tokens, layout):
        tokens = tokens[1:]
    return tokens


def _without_letters_behind(text: str, tokens: list[Token]) -> list[Token]:
    """ "Helen Marsh" of "Helen Marsh KC OBE", "Mr Webb" of "Mr Webb MP"; elsewhere such letters may be a body's."""
    end = len(tokens)
    # "the Fianna Fáil TD"
    if end > 1 and tokens[-1][0].of(text) in lx.LETTERS_OF_LEGISLATORS:
        return tokens[:-1]
    while end > 2 and tokens[end - 1][0].of(text) in lx.POST_NOMINALS:
        end -= 1
    addressed = any(word in _HONORIFICS or word in lx.GIVEN_NAMES for _, word in tokens[: end - 1])
    return tokens[:end] if addressed else tokens


def _is_day(text: str, tokens: list[Token]) -> bool:
    """Is the last word a weekday behind a name? But "The Sun" and "the Harbour Sun" are newspapers."""
    start = tokens[0][0].start
    paper = tokens[-1][1] == "sun" and "the" in (tokens[0][1], key(text[max(start - 4, 0) : start].rstrip()))
    return tokens[-1][1] in lx.WEEKDAYS and not paper


def _is_date(text: str, token: Token) -> bool:
    """The month of a date right behind a name: "Apple Computer March 28"."""
    return token[1] in _MONTHS and text[token[0].end : token[0].end + 2].strip().isdigit()


def _is_no_name(text: str, tokens: list[Token], layout: Layout) -> bool:
    """True if the first token only has its capital because a sentence begins, or is a word like "I" or "Monday"."""
    span, word = tokens[0]
    if word in _PITIED and len(tokens) > 1 and tokens[1][1] in lx.PLACES:
        return opens_sentence(text, span, layout)
    if span.end - span.start > 1 and text[span.start : span.end].isupper():
        # "MUST WATCH", "YOU": but US, WHO, IT and AP are what they are.
        return (is_common(word) and len(word) > 3) or (len(tokens) == 1 and word in _SMALL_PRONOUNS)
    # "Per CNN, it rained", "Per Harbour News, it did not"; but "Per Reed, 31, left", "Per Reed, a clerk, left"
    if word == "per" and len(tokens) > 1 and opens_sentence(text, span, layout):
        whole = Span(span.start, tokens[-1][0].end)
        is_outlet = known_organisation(" ".join(word for _, word in tokens[1:])) is not None
        return is_outlet or (_COMMA_AND_WORD.match(text, whole.end) is not None and not is_set_off(text, whole))
    # ‘Will Ann Reed go?’, "Cue Ann Reed"
    if word in _BEFORE_NAMES and len(tokens) > 2 and tokens[1][1] in lx.GIVEN_NAMES and _opens(text, span, layout):
        return True
    if not is_common(word):
        # "The Economist" is no economist.
        known = text[max(span.start - 4, 0) : span.start] == "The " and known_organisation(word) is not None
        # "Centers for Disease Control"
        known = known or (word in lx.ORGANISATION_PLURALS and _FOR_CAPITALS.match(text, span.end) is not None)
        # "Bank of America"
        known = known or (word in _NAMED_OF and _OF_CAPITAL.match(text, span.end) is not None)
        # "Neighbor Ann Reed"
        role = len(tokens) > 2 and word in _ROLES_ONLY
        noun = (len(tokens) == 1 and word in _COMMON_NOUNS and not known) or role
        return noun and opens_sentence(text, span, layout)
    if len(tokens) == 1:
        return word != "sun" or _is_day(text, tokens)
    # "Lord Reed", though the Lord is no name
    if word in lx.TITLES and not is_common(tokens[1][1]):
        return False
    # ‘Will Reed go?’
    if word == "will" and len(tokens) == 2 and _BARE_VERB.match(text, tokens[1][0].end) and _opens(text, span, layout):
        return True
    if f"{word} {tokens[1][1]}" in lx.PLACES or (word in _NUMBERED and tokens[1][1] in _NUMBERED_NOUNS):
        return False
    if (word in lx.GIVEN_NAMES or is_given(text, tokens)) and tokens[1][1] not in lx.NOT_NAMES:
        return False
    # "He Yadong": behind a pronoun no name stands.
    if word == "he" and len(tokens) == 2 and not is_common(tokens[1][1]) and tokens[1][1] not in SAY:
        return False
    if f"{word} {tokens[1][1]}" in _named_ours(text) and tokens[1][1] not in lx.TITLES:
        return False
    return word in _BEGIN_NO_NAME or _opens(text, span, layout)


def is_given(text: str, tokens: Sequence[Token]) -> bool:
    """Is a word that may be a name one, and the next the rest of it: "Sun Yang, a swimmer", "May Reed, a baker"?"""
    (span, word), (last, _) = tokens[0], tokens[1]
    if word not in _GIVEN_TOO or len(tokens) > 2 or _IN_MONTH.search(text, max(span.start - 6, 0), span.start):
        return False
    return is_set_off(text, Span(span.start, last.end))


@lru_cache(maxsize=1)  # asked for at every word that begins a sentence
def _named_ours(text: str) -> frozenset[str]:
    """What begins the names that begin with whose it is: "our harbour"."""
    return frozenset(found[0].casefold() for found in _OURS.finditer(text))


def _opens(text: str, span: Span, layout: Layout) -> bool:
    """Does it begin a sentence, or what stands behind a colon or an opening mark: "He asked, ‘If Ann Reed left'"?"""
    return opens_sentence(text, span, layout) or text[max(span.start - 2, 0) : span.start].rstrip()[-1:] in _OPENING


def titles_end(text: str, tokens: list[Token]) -> int:
    """How many leading words are titles; "Dean" of "Rep. Dean Cole" and "the editor Dean Cole" is a name."""
    words = [word for _, word in tokens]
    cut = title_end(words)
    # "MINISTER OF HEALTH": an office, in capitals all over.
    if 0 < cut < len(words) and words[cut] in ("of", "for"):
        return 0
    if not cut or cut != len(words) - 1 or words[cut - 1] not in lx.GIVEN_NAMES:
        return cut
    start = tokens[0][0].start
    before = words[cut - 2] if cut > 1 else text[max(start - _LONGEST_ROLE, 0) : start].rstrip().rpartition(" ")[2]
    return cut - 1 if before in (lx.TITLES if cut > 1 else lx.ROLES) else cut


def title_end(words: list[str]) -> int:
    """How many leading words are titles, offices and nationalities ("Russian President") before a person's name."""
    # "Martin Luther King III" is no king.
    if len(words) > 2 and words[-1] in GENERATIONS:
        words = words[:-1]
    # "Miss Harbour Ann Reed"
    if len(words) > 3 and words[0] == "miss" and words[1] not in lx.GIVEN_NAMES and words[2] in lx.GIVEN_NAMES:
        return 2
    if len(words) > 1 and words[0] in _HONORIFICS:
        return 1
    if not words or (words[-1] in lx.ORGANISATION_WORDS and lx.GIVEN_NAMES.keys().isdisjoint(words[-3:-1])):
        return 0
    cut = 0
    for i, word in enumerate(words[:-1]):
        if _AT_ANOTHER_TIME.sub("", word) in lx.TITLES or _is_rank(words, i):
            cut = i + 1
    while 0 < cut < len(words) - 1 and words[cut] in lx.DEMONYMS and words[cut] not in lx.GIVEN_NAMES:
        cut += 1
    # "Chief Executive Ann Reed"
    if 0 < cut < len(words) - 1 and words[cut] == "executive" and words[cut + 1] in lx.GIVEN_NAMES:
        cut += 1
    if cut == 0:
        # "House Intelligence Republican Mike Pompeo"
        cut = next((i for i in range(len(words) - 2, 0, -1) if _is_described_by(words[i - 1], words[i])), 0)
    if cut == 0 and words[-3:-2] == ["democrat"] and _NO_NAMES.isdisjoint(words[-2:]):
        cut = len(words) - 2
    if cut == 0:
        while cut < len(words) - 1 and words[cut] in lx.DEMONYMS and _is_described_by(words[cut], words[cut + 1]):
            cut += 1
    return cut


def _is_rank(words: list[str], i: int) -> bool:
    """ "Det Con Ann Reed", "Asst Ch Con Reed", "DI Ann Reed": ranks of police that are other words too."""
    if words[i] == "con":
        return i > 0 and words[i - 1] in _BEFORE_CONSTABLE
    return i == 0 and words[0].upper() in lx.LETTERS_OF_RANK and words[1] in lx.GIVEN_NAMES


def _is_described_by(role: str, given: str) -> bool:
    if f"{role} {given}" in lx.PLACES:
        return False
    described = role in lx.ROLES or role in lx.ROLE_PLURALS or role in lx.DEMONYMS
    return given in lx.GIVEN_NAMES and given not in lx.ROLES and described


def is_set_off(text: str, span: Span) -> bool:
    """Does a comma set off who somebody is, behind the name?"""
    behind = _SET_OFF.match(text, span.end)
    return behind is not None and (behind[1] == "who" or key(behind[1].split()[-1]) in lx.ROLES)


def is_town(text: str, span: Span) -> bool:
    """ "In Gary", "of Savannah, Georgia": a town, though it is a given name as well."""
    if _is_of_state(text, span):
        return True
    return (
        key(span.of(text)) in lx.GIVEN_NAMES and _IN_TOWN.search(text, max(span.start - 24, 0), span.start) is not None
    )


def _is_of_state(text: str, span: Span) -> bool:
    """ "Savannah" of "54, of Savannah, Georgia": a town, though it is a given name as well."""
    state = _STATE_BEHIND.match(text, span.end)
    inside = text[max(span.start - 6, 0) : span.start].split(" ")
    if state is None or len(inside) < 2 or inside[-2] not in _WHERE:
        return False
    # "Fla.", but not "De" of "De Blasio"
    is_cut = key(state[1]) in lx.STATES and text.startswith(".", state.end())
    return is_cut or key(state[1]) in lx.STATES.values()
