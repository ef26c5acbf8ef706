"""Every name of an article joins the entity that it stands for."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from factdb.extract.cast import names as nm
from factdb.extract.cast.acronyms import in_brackets
from factdb.extract.cast.capitals import small_words
from factdb.extract.cast.entities import Cast, Entity
from factdb.extract.cast.names import Name, has_article
from factdb.extract.cast.public_bodies import with_country
from factdb.extract.cast.telling import (
    COMPANY_ENDS,
    company_stem,
    describes,
    gender_known,
    gender_of_title,
    holds_letters,
    holds_office,
    is_dead,
    is_described,
    is_described_otherwise,
    is_fathers,
    is_fuller,
    is_headline,
    is_of_a_thing,
    is_owner,
    is_part,
    is_relative,
    is_run_into,
    is_same_person,
    is_slip,
    known_as,
    may_be_person,
    most_often,
    says_what,
    shares_surname,
    short_names,
    sort_told,
)
from factdb.language import lexicon as lx
from factdb.names.acronyms import initials
from factdb.names.authority import Known, known_organisation, known_person
from factdb.names.persons import core, generation, same_given

# How far back, in characters, a full name settles whose a surname is; how many of one surname are compared.
_NEAR, _NAMESAKES = 300, 20


def gather(text: str, names: Sequence[Name]) -> Cast:
    """Join the names that stand for the same: full names first, then surnames, given names and acronyms."""
    return _Gatherer(text, names).cast()


class _Gatherer:
    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = names
        self.small = small_words(text)
        self.entities: dict[int, Entity] = {}
        self.people: defaultdict[str, list[Entity]] = defaultdict(list)
        self.given: defaultdict[str, list[Entity]] = defaultdict(list)
        self.middle: defaultdict[str, list[Entity]] = defaultdict(list)
        self.by_both: dict[tuple[str, str], Entity] = {}
        self.others: dict[tuple[str, ...], Entity] = {}
        self.authority: dict[Known, Entity] = {}
        self.ending: defaultdict[str, list[Entity]] = defaultdict(list)
        # Where each person is named in full, by surname and in order; how often; and who is somebody's relative.
        self.full: defaultdict[str, list[tuple[int, Entity]]] = defaultdict(list)
        self.by_letter: defaultdict[str, list[str]] = defaultdict(list)
        self.often: Counter[Entity] = Counter()
        self.relatives: set[Entity] = set()
        self.rivals: dict[int, tuple[Entity, ...]] = {}
        # What companies are called without "Inc." or the like, and where each is named first.
        self.companies: dict[str, int] = {}
        for name in names:
            alone = name.words[0] if len(name.words) == 1 and known_organisation(name.words[0]) else ""
            if stem := alone or " ".join(company_stem(name.words)):
                self.companies.setdefault(stem, name.span.start)
        self.lone = {n.words[0]: n.span.start for n in reversed(names) if len(n.words) == 1 and not n.title}
        # "Pell said" of an article that goes on with "Pell, who left"
        self.described = {name.words[0] for name in names if len(name.words) == 1 and is_described(text, name)}
        self.placed = {name.words for name in names if name.kind == nm.PLACE}
        self.times = Counter(name.words for name in names)
        self.alone = Counter(name.words[0] for name in names if len(name.words) == 1)
        articled = [name for name in names if len(name.words) == 1 and has_article(text, name.span)]
        self.articled = Counter(name.words[0] for name in articled)
        # "The Lunds" are several of one surname.
        self.families = {name.words[0]: name for name in articled if name.words[0].endswith("s")}

    def cast(self) -> Cast:
        for i, (one, other) in enumerate(pairwise(self.names)):
            if shares_surname(self.text, one, other):
                self.entities[i] = self._person_named((*one.words, other.words[-1]), one, other)
        long = [(i, name) for i, name in enumerate(self.names) if i not in self.entities and len(name.words) > 1]
        for i, name in long:
            if self._is_full_person(name) and not is_run_into(name, self.times, self.small):
                self.entities[i] = self._person(name)
        for i, name in long:
            if i not in self.entities:
                self.entities[i] = self._tail_person(name) or self._other(name)
        self._join_parts()
        index = self._other_index()
        for person in self.often:
            if len(core(person.words)) == 3:
                self.middle[person.words[1]].append(person)
        self.juniors = [person for person in self.often if "jr" in person.words]
        for surname in self.full:
            self.by_letter[surname[0]].append(surname)
        short = [i for i in range(len(self.names)) if i not in self.entities]
        for i in sorted(short, key=lambda i: (self.names[i].kind != nm.PERSON, i)):
            self.entities[i] = self._short(self.names[i], index)
            # "Ms. Reed", then "Mr. Reed": two.
            self.entities[i].gender = self.entities[i].gender or gender_of_title(self.text, self.names[i])
        entities = [self.entities[i] for i in range(len(self.names))]
        for entity in entities:
            entity.count += 1
            if len(entity.words) == 1 and entity.words[0] in self.families and entity.words[0][:-1] in self.people:
                entity.plural = True
        return Cast(self.names, entities, [n.span.start for n in self.names], [[] for _ in self.names], self.rivals)

    def _is_full_person(self, name: Name) -> bool:
        written = " ".join(name.words)
        if known_person(written) or (name.kind == nm.PERSON and not is_headline(name.words, self.alone)):
            return True
        if name.kind == nm.UNKNOWN and name.words[-1] in ("jr", "sr"):
            return True
        if name.kind != nm.UNKNOWN or len(name.words) > 4 or not lx.ORGANISATION_WORDS.isdisjoint(name.words):
            return False
        if known_organisation(written) or written in self.companies or says_what(name.words[0]):
            return False
        told = name.span.of(self.text)
        ranked = told.split()[0] in lx.LETTERS_OF_RANK and name.words[-1] in self.people
        if not name.title and (ranked or holds_letters(told) or is_of_a_thing(name.words, told)):
            return False
        if is_described(self.text, name):
            return True
        if is_described_otherwise(self.text, name):
            return False
        if not self.small.isdisjoint(name.words) and not name.title:
            return False
        last, first = self.alone[name.words[-1]], self.alone[name.words[0]]
        # "the Kent Crimson", then "the Crimson": a person is never called so
        if last and not name.title and 2 * self.articled[name.words[-1]] > last:
            return False
        return (last >= first or name.title is not None) if last or first else not has_article(self.text, name.span)

    def _person(self, name: Name) -> Entity:
        words = core(name.words)
        surname = words[-1]
        found = next((e for e in self.people[surname][-_NAMESAKES:] if is_same_person(e.words, name.words)), None)
        if not (found := found or self._younger(name)):
            found = self._new_person(name.words, name.span.of(self.text), name.span.start, words)
        elif found.name.isupper() and name.words == found.words:
            found.name = name.span.of(self.text)
        elif is_fuller(name.words, found.words):
            found.words, found.name = name.words, name.span.of(self.text)
        found.gender = found.gender or gender_of_title(self.text, name)
        if len(words) > 1:  # "Trump Jr." tells nothing of whom "Trump" means
            self.full[surname].append((name.span.start, found))
        self.often[found] += len(words) > 1
        if found.first == name.span.start and is_relative(self.text, (name.title or name.span).start):
            self.relatives.add(found)
        return found

    def _younger(self, name: Name) -> Entity | None:
        """ "Reed Jr.", "Tom Jr.": the one with a full name and the same "Jr."."""
        told, *more = core(name.words)
        if more or not generation(name.words):
            return None
        alike = [
            entity
            for entity in (*self.people[told][-_NAMESAKES:], *self.given[told][-_NAMESAKES:])
            if len(core(entity.words)) > 1 and generation(entity.words) == generation(name.words)
        ]
        return alike[-1] if alike else None

    def _person_named(self, words: tuple[str, ...], given: Name, other: Name) -> Entity:
        """The person whose given name stands before the surname shared with ``other``."""
        if found := next((e for e in self.people[words[-1]] if same_given(e.words, words)), None):
            return found
        written = f"{given.span.of(self.text)} {other.span.of(self.text).split()[-1]}"
        return self._new_person(words, written, given.span.start, words)

    def _new_person(self, words: tuple[str, ...], written: str, first: int, parts: Sequence[str]) -> Entity:
        """A person who was not named before, by the given name and the surname that ``parts`` begin and end with."""
        person = Entity(nm.PERSON, words, written, gender_known(parts), first=first)
        self.people[parts[-1]].append(person)
        self.given[parts[0]].append(person)
        self.by_both.setdefault((parts[0], parts[-1]), person)
        return person

    def _tail_person(self, name: Name) -> Entity | None:
        """The person whose name ends or begins a longer run of capitals: a headline, "Republican Donald Trump"."""
        if name.kind not in (nm.UNKNOWN, nm.PERSON):
            return None
        if len(name.words) == 2 and (people := self.people.get(name.words[-1])):
            return people[0]
        pairs = ((given, surname) for surname in reversed(name.words) for given in name.words)
        return next((self.by_both[pair] for pair in pairs if pair in self.by_both), None)

    def _other(self, name: Name) -> Entity:
        words = name.words[1:] if name.words[0] in lx.ARTICLES else name.words
        told = with_country(words)
        if told in self.others:
            return self.others[told]
        written = self.text[name.span.start + (4 if words != name.words else 0) : name.span.end]
        known = None if name.kind in (nm.PERSON, nm.GROUP, nm.DOCUMENT) else known_organisation(" ".join(words))
        entity = self.authority.get(known) if known else None
        if not entity:
            kind = nm.ORGANISATION if name.kind == nm.UNKNOWN else name.kind
            entity = Entity(kind, words, written, first=name.span.start)
            entity.sort = known.sort if known else sort_told(words, written) if kind == nm.ORGANISATION else ""
        elif len(words) > len(entity.words):
            entity.words, entity.name = words, written
        if known:
            self.authority[known] = entity
        self.others[told] = entity
        if entity.kind == nm.ORGANISATION and len(words) > 1:
            self.ending[words[-1]].append(entity)
        return entity

    def _join_parts(self) -> None:
        """Join an organisation to one whose name ends with its, or goes on with "Inc." or the like."""
        longer: dict[tuple[str, ...], Entity] = {}
        for words, entity in self.others.items():
            if entity.kind == nm.ORGANISATION:
                for short in short_names(words):
                    longer.setdefault(short, entity)
        self._join_described(longer)
        whole = {e: longer[w] for w, e in self.others.items() if w in longer and is_part(e, longer[w])}
        self.entities = {i: whole.get(entity, entity) for i, entity in self.entities.items()}
        self.others = {words: whole.get(entity, entity) for words, entity in self.others.items()}
        for word, entities in self.ending.items():
            self.ending[word] = list(dict.fromkeys(whole.get(entity, entity) for entity in entities))

    def _join_described(self, longer: dict[tuple[str, ...], Entity]) -> None:
        """ "Automaker GM", "Dayton-based Boeing", where GM and Boeing come alone more often: what they are, no name."""
        for words, entity in list(self.others.items()):
            stem = words[-1:]
            if entity.kind != nm.ORGANISATION or len(words) != 2 or self.times[stem] <= 2 * self.times[words]:
                continue
            if stem[0] in lx.ORGANISATION_NOUNS or not describes(words[0], self.small):
                continue
            short = self.others.get(stem) or next((e for w, e in self.others.items() if stem[0] in initials(w)), None)
            if not short:
                first = next(name for name in self.names if name.words == stem)
                short = self._other(first)
            longer[words] = short
            self.ending[stem[0]] = []

    def _other_index(self) -> dict[str, Entity]:
        """Organisations and places by acronym and first word, persons by initials; the first that was named wins."""
        index = in_brackets(self.text, self.names, self.entities)
        for words, entity in self.others.items():
            for letters in initials(words):
                index.setdefault(letters, entity)
            if entity.kind == nm.ORGANISATION and len(words) > 1 and self._may_stand_alone(words):
                index.setdefault(words[0], entity)
        for entity in self.often:
            if len(entity.words) > 2:
                index.setdefault("".join(word[0] for word in entity.words), entity)
        return index

    def _may_stand_alone(self, words: Sequence[str]) -> bool:
        """May the first word of a name stand for the whole?"""
        first = words[0]
        if first in lx.PLACES or first in lx.DEMONYMS:
            return False
        if COMPANY_ENDS.issuperset(words[1:]):
            return True
        if first in lx.ORGANISATION_WORDS or first in self.small:
            return False
        # "Chrysler" is not short for "Chrysler Aspen".
        return words[-1] in lx.ORGANISATION_WORDS or self.alone[first] <= 2 * self.times[tuple(words)]

    def _short(self, name: Name, index: dict[str, Entity]) -> Entity:
        """The entity of a single word."""
        word = name.words[0]
        gender = gender_of_title(self.text, name)
        alike = [e for e in self.people.get(word, ())[:_NAMESAKES] if not gender or e.gender in ("", gender)]
        people = [e for e in alike if not is_fathers(self.text, name, e)]
        # "Mrs Reed" after the death of Alex Reed is another; "Mr Reed" mostly he.
        if gender == "f" and (left := [e for e in people if e.gender or not is_dead(self.text, e)]) != people:
            if not left:
                self.people[word].append(widow := self._lone_person(name, None, people))
                return widow
            people = left
        known = known_as(word, gender) if is_owner(self.text, name) or not has_article(self.text, name.span) else None
        if people and known and self._is_known(name, known, people):
            return self._lone_person(name, known, [])
        if people and not self._is_company(name, people):
            return self._likeliest(people, name)
        given = [e for e in self.given.get(word, ())[:_NAMESAKES] if not gender or e.gender in ("", gender)]
        if name.title and given:
            return given[0]
        if name.kind in (nm.PLACE, nm.GROUP):
            return index.get(word) or self._other(name)
        if word in index and not name.title and (not known or index[word].kind == nm.PERSON):
            return index[word]
        if len(given) == 1:
            return given[0]
        # "Kim" of an article that names Kim Jong Un again and again, and once his sister
        if (most := most_often(given, self.often)) and word in most.words[:1] and len(most.words) > 2:
            self.rivals[name.span.start] = tuple(entity for entity in given if entity is not most)
            return most
        # "Park" of Park Min-ho, whose son is Park Ji-ho
        if len(given) > 1 and all(one.words[0] == word and "-" in one.words[-1] for one in given):
            return self._likeliest(given, name)
        if written_otherwise := self._by_spelling(name) or self._by_middle(word):
            return written_otherwise
        if name.kind == nm.PERSON or gender or self._is_lone_person(name, known, given):
            return self._lone_person(name, known, given)
        if known_organisation(word) or not self.ending.get(word):
            return self._other(name)
        if len(self.ending[word]) == 1:
            return self.ending[word][0]
        self.rivals[name.span.start] = tuple(self.ending[word][:_NAMESAKES])
        return self._other(name)

    def _by_middle(self, word: str) -> Entity | None:
        """ "Quispe" of "Rosa Quispe Mora": the first of two surnames, of the only one who has it; the only junior."""
        if word != "junior" and (word in lx.GIVEN_NAMES or len(word) < 3 or word in self.small):
            return None
        alike = self.juniors if word == "junior" else self.middle.get(word, [])
        return alike[0] if len(alike) == 1 else None

    def _by_spelling(self, name: Name) -> Entity | None:
        """ "Balman" of an article about Thad Balkman: the only one whose surname is but a letter off."""
        word = name.words[0]
        if name.kind not in (nm.UNKNOWN, nm.PERSON) or word in self.small or known_organisation(word):
            return None
        alike = [surname for surname in self.by_letter[word[0]] if is_slip(word, surname)]
        people = self.people[alike[0]] if len(alike) == 1 else []
        return people[0] if len(people) == 1 else None

    def _is_company(self, name: Name, people: Sequence[Entity]) -> bool:
        """ "Ford" of an article about Ford Motor that also names a Ford, but not right before, or only once the firm
        was called so, and "Ford said" isn't what stands there.
        """
        at = self.companies.get(name.words[0])
        if at is None or name.title or people[0].first < at:
            return False
        called = self.lone[name.words[0]] < people[0].first and not may_be_person(self.text, name)
        return called or not any(
            name.span.start - _NEAR < start < name.span.start for start, _ in self.full[name.words[0]]
        )

    def _is_known(self, name: Name, known: Known, people: Sequence[Entity]) -> bool:
        """ "Obama", who is known, of an article that names others of that surname, further on."""
        if any(known_person(one.name) == known for one in people):
            return False
        return holds_office(self.text, known, name) or name.span.start < min(one.first for one in people)

    def _is_lone_person(self, name: Name, known: Known | None, given: Sequence[Entity]) -> bool:
        word = name.words[0]
        # "The Reed administration" is a person's, but "the Reed" is nobody.
        owns = is_owner(self.text, name)
        if (has_article(self.text, name.span) and not owns) or known_organisation(word) or name.words in self.placed:
            return False
        if word in lx.GIVEN_NAMES or (word in lx.SURNAMES and word not in self.small):
            return True
        return bool(known or given) or word + "s" in self.families or word in self.described

    def _likeliest(self, people: Sequence[Entity], name: Name) -> Entity:
        """Of people with one surname, the one named in full shortly before or far more often, else the first."""
        if len(people) == 1:
            return people[0]
        known = known_person(name.words[0])
        alone = known and (not name.title or holds_office(self.text, known, name))
        if alone and (him := [e for e in people if known_person(e.name) == known]):
            self.rivals[name.span.start] = tuple(entity for entity in people if entity is not him[0])
            return him[0]
        full = self.full[name.words[0]]
        edges = (name.span.start - _NEAR, name.span.start)
        begin, end = (bisect_left(full, at, key=lambda pair: pair[0]) for at in edges)
        near = list(dict.fromkeys(entity for _, entity in full[begin:end] if entity in people))
        first = [entity for entity in people if entity not in self.relatives]
        if len(near) == 1 and near[0] not in self.relatives:
            return near[0]
        often = 2 * self.often[min(first or people, key=lambda e: e.first)]
        best = max(first or people, key=lambda e: (e in near, self.often[e] > often, -e.first))
        self.rivals[name.span.start] = tuple(entity for entity in people if entity is not best)
        return best

    def _lone_person(self, name: Name, known: Known | None, rivals: Sequence[Entity]) -> Entity:
        entity = Entity(nm.PERSON, name.words, name.span.of(self.text), first=name.span.start)
        if known:
            entity.gender = known.gender
        elif not (name.title or name.words[0] in lx.SURNAMES):  # a man may be called Harris, a woman Ms. Harris
            entity.gender = gender_known(name.words)
        if family := self.families.get(name.words[0] + "s"):
            self.rivals[name.span.start] = (self._other(family),)
        if rivals:
            self.rivals[name.span.start] = tuple(rivals)
            return entity
        self.people[name.words[0]].append(entity)
        return entity
