"""Names by table and by grammar: what stands in a table, what a head noun makes a name of, who follows a title.

The grammar is that of noun phrases in the press: a head in construct takes a definite complement or a name and its
adjectives (مجلس نواب الشعب، وزارة الدفاع الروسية), a definite head takes adjectives (الجيش الوطني الليبي), a purpose
may follow with ل (الهيئة العامة للطيران المدني); a title takes adjectives, the state it is of, and then the name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from khabar.layers.entities.evidence import Evidence, evidence
from khabar.layers.entities.vocabulary import GIVEN, HEAD, NAME, NAMELESS, TITLE, Vocabulary
from khabar.lexicon import Row
from khabar.lexicon.matcher import Found
from khabar.lexicon.names import Name
from khabar.lexicon.particles import without_particles

__all__ = ["MINISTERS", "SEATED", "Candidate", "Proposals", "propose"]

_ARTICLE = "ال"
_QUOTES = frozenset("\"'«»“”‘’")
# Prepositions between an office and where it is held: السفير الروسي لدى باكستان.
_POSTED = frozenset(("لدي", "في", "الي"))
_AT = "لدي"
_ENVOYS = frozenset("سفير سفيرة مبعوث مبعوثة مندوب مندوبة موفد ممثل".split()) | {"قائم بالأعمال", "مندوب الدائم"}
MINISTERS = frozenset("وزير وزيره وزراء وزيري وزيرا".split())
_DESCENT = frozenset(("بن", "ال"))
_OPEN = frozenset("\"'«“(")
_BROKEN_PLURALS = frozenset("الاجهزه المجالس الفصايل الجيوش المحاكم الاحزاب الكتايب".split())
_OFFICIAL = "الرسميه"  # told of agencies and papers, seldom part of their names
_SEATED = frozenset(("institute", "university"))
SEATED = "head.seated"
_CLASS_TYPE = {"org": "ORG", "fac": "FAC", "loc": "LOC", "gpe": "GPE"}
_LONGEST_CHAIN = 3
_LONGEST_NAME = 4
_SHORTEST_SURNAME = 3


class Candidate(NamedTuple):
    """A name: tokens ``first`` to ``last`` (half-open), letters cut off the first, OntoNotes type, how it was found.

    ``names`` are the table entries the whole form stands for; ``rule`` is ``table`` or the id of a grammar rule;
    ``head`` is the row of the head noun or title that led to it; ``inner`` are the names of states and peoples inside;
    ``title`` says where the function before a person's name stands: tokens, and letters cut off the first.
    """

    first: int
    last: int
    cut: int
    type: str
    rule: str
    names: tuple[Name, ...] = ()
    head: Row | None = None
    inner: tuple[Name, ...] = ()
    title: tuple[int, int, int] | None = None

    @property
    def owner(self) -> Name | None:
        """What a function belongs to: the first name in it, or the people that says whose body that is.

        The table may know a body of that name in another state (الشرطة الاتحادية الأسترالية).
        """
        if len(self.inner) > 1 and self.inner[0].type == "ORG" and self.inner[1].type == "NORP":
            return self.inner[1]
        return self.inner[0] if self.inner else None

    @property
    def weak(self) -> bool:
        """Whether every entry that the form stands for needs support."""
        return bool(self.names) and all(name.weak for name in self.names)


def _takes_feminine(head: str) -> bool:
    """Say whether adjectives of a definite head are feminine: a feminine noun, or a plural of things."""
    return head.endswith(("ه", "ات", "اء")) or head in _BROKEN_PLURALS


def words_of_head(words: Sequence[str], head: Found[Row]) -> str:
    """Return the word of a definite head that its adjectives agree with: the first without article, else the last."""
    first = words[head.first]
    return words[head.last - 1] if _definite(first, head.cut) else first[head.cut :]


def _definite(word: str, cut: int) -> bool:
    """Say whether ``word``, of which ``cut`` letters are particles, has the article (للحكومة has it too)."""
    return word.startswith(_ARTICLE, cut) or (cut > 0 and word.startswith("لل", cut - 1))


class Proposals(NamedTuple):
    """What tables and grammar propose for a text: candidates, the names of tables by first token, their evidence.

    ``offices`` are functions told without a name but with what they belong to (المتحدث باسم الجيش الباكستاني);
    ``nameless`` are the tokens of set phrases that hold no name; ``begins`` says for each token which matchers of the
    vocabulary have forms that it begins.
    """

    found: list[Candidate]
    offices: list[Candidate]
    hits: Mapping[int, Found[Name]]
    known: Evidence
    nameless: frozenset[int]
    words: Sequence[str]
    begins: Sequence[int]


def propose(words: Sequence[str], vocabulary: Vocabulary, taken: Collection[int]) -> Proposals:
    """Return the proposals for a text; candidates are in order, none overlapping.

    ``taken`` are tokens that other readings (dates) hold.
    """
    known = vocabulary.begins
    begins = [known[word] for word in words]
    nameless = _nameless(words, begins, vocabulary)
    taken = nameless.union(taken)
    at = vocabulary.names.at
    hits = {
        index: hit
        for index, bits in enumerate(begins)
        if bits & NAME and index not in taken and (hit := at(words, index))
    }
    finder = _Finder(words, begins, vocabulary, taken, hits)
    found = finder.run()
    support = evidence(list(hits.values()), vocabulary.kinds)
    return Proposals(found, finder.offices, hits, support, nameless, words, begins)


def _nameless(words: Sequence[str], begins: Sequence[int], vocabulary: Vocabulary) -> frozenset[int]:
    at = vocabulary.nameless.at
    hits = [hit for index, bits in enumerate(begins) if bits & NAMELESS and (hit := at(words, index))]
    return frozenset(index for hit in hits for index in range(hit.first, hit.last))


class _Finder:
    def __init__(
        self,
        words: Sequence[str],
        begins: Sequence[int],
        vocabulary: Vocabulary,
        taken: Collection[int],
        hits: Mapping[int, Found[Name]],
    ) -> None:
        self.words = words
        self.begins = begins
        self.hits = hits
        self.offices: list[Candidate] = []
        self.vocabulary = vocabulary
        self.taken = taken

    def run(self) -> list[Candidate]:
        words, begins, taken, hits = self.words, self.begins, self.taken, self.hits
        heads, titles = self.vocabulary.heads, self.vocabulary.titles
        found: list[Candidate] = []
        index, count = 0, len(words)
        while index < count:
            if index in taken:
                index += 1
                continue
            best = None
            hit = hits.get(index)
            if hit:
                best = self._of_table(hit)
            head = heads.at(words, index) if begins[index] & HEAD else None
            if head:
                grown = self._grow(head)
                if grown and (best is None or grown.last > best.last):
                    best = grown
            if best is None or best.weak:
                title = titles.at(words, index) if begins[index] & TITLE else None
                person = self._after_title(title) if title else self._given(index) if begins[index] & GIVEN else None
                if person:
                    if person.first > index:
                        found.extend(self._between(index, person.first))
                    best = person
            if best is None:
                index += 1
                continue
            found.append(best)
            index = best.last
        return found

    def _between(self, first: int, last: int) -> list[Candidate]:
        """Return the names of tables inside a title (وزير الخارجية الروسي)."""
        found = []
        index = first
        while index < last:
            hit = self.hits.get(index)
            head = self.vocabulary.heads.at(self.words, index)
            grown = self._grow(head) if head and index > first else None
            if grown and grown.last <= last and (hit is None or hit.last < grown.last):
                found.append(grown)
                index = grown.last
            elif hit and hit.last <= last:
                found.append(self._of_table(hit))
                index = hit.last
            else:
                index += 1
        return found

    def _of_table(self, hit: Found[Name]) -> Candidate:
        strong = tuple(name for name in hit.values if not name.weak) or hit.values
        lead = strong[0].lead
        if lead:
            while self.words[hit.first + lead] in _QUOTES:
                lead += 1
            return Candidate(hit.first + lead, hit.last, 0, strong[0].type, "table", strong)
        if strong[0].type == "PERSON":
            return Candidate(hit.first, self._descent(hit.last), hit.cut, "PERSON", "table", strong)
        closed = self._quote_closed(hit)
        if closed:
            return Candidate(hit.first, closed, hit.cut, strong[0].type, "table", strong)
        opened = self._quoted_inside(hit)
        if opened:
            return Candidate(opened, hit.last, 0, strong[0].type, "table", strong)
        return Candidate(hit.first, hit.last, hit.cut, strong[0].type, "table", strong)

    def _descent(self, index: int) -> int:
        """Return where a name ends that goes on with its bearer's fathers or house (بن عبد العزيز آل سعود)."""
        words = self.words
        while index + 1 < len(words) and words[index] in _DESCENT and words[index + 1].isalpha():
            given = self._given_at(index + 1)
            index = given.last if given and given.values[0] != "particle" else index + 2
        return index

    def _quoted_inside(self, hit: Found[Name]) -> int:
        """Return the token after a quotation mark that opens inside the form (حركة "حماس": the name is حماس), or 0."""
        if hit.first and self.words[hit.first - 1] in _QUOTES:
            return 0
        for at in range(hit.first + 1, hit.last - 1):
            if self.words[at] in _QUOTES:
                return at + 1
        return 0

    def _quote_closed(self, hit: Found[Name]) -> int:
        """Return the quotation mark inside the form that closes one before it ("القناة 12" الإسرائيلية), or 0."""
        if not hit.first or self.words[hit.first - 1] not in _QUOTES:
            return 0
        marks = [at for at in range(hit.first + 2, hit.last - 1) if self.words[at] in _QUOTES]
        return marks[0] if len(marks) == 1 else 0

    # -- heads --------------------------------------------------------------------------------------------------

    def _inner(self, index: int, *types: str) -> Found[Name] | None:
        """Return the table name of one of ``types`` at ``index`` without attached particles."""
        hit = self.hits.get(index)
        if hit is None or hit.cut or not any(name.type in types for name in hit.values):
            return None
        return hit

    def _adjectives(self, index: int, head: str = "", *, one: bool = False) -> tuple[int, tuple[Name, ...]]:
        """Return where the definite adjectives from ``index`` end, and the peoples among them.

        The first of them must agree in gender with ``head``, if that is given. With ``one`` they end at the first
        people (القوات الروسية السوفيتية).
        """
        words = self.words
        if head and index < len(words) and words[index].endswith("ه") != _takes_feminine(head):
            return index, ()
        peoples: tuple[Name, ...] = ()
        while index < len(words) and index not in self.taken:
            at = index + 1 if words[index] in _QUOTES and index + 1 < len(words) else index
            word = words[at]
            if not word.startswith(_ARTICLE):
                break
            hit = self._inner(at, "NORP")
            if hit and words[hit.last - 1].endswith(("ي", "يه")):
                peoples += tuple(name for name in hit.values if name.type == "NORP")
                index = hit.last
                if one:
                    break
            elif word == _OFFICIAL:
                break
            elif word in self.vocabulary.adjectives or (len(word) > 4 and word.endswith(("ي", "يه")) and at == index):
                if self._inner(at, "GPE", "PERSON", "LOC", "ORG"):
                    break
                index = at + 1
            else:
                break
        return index, peoples

    def _grow(self, head: Found[Row]) -> Candidate | None:
        row = head.values[0]
        before = self.words[head.first - 1] if head.first else ""
        if any(rest in MINISTERS for _, rest in without_particles(before)):
            return None  # وزير الدفاع السوري is an office
        kind, after = row.cells["class"], row.cells["after"]
        if kind in ("gpe", "loc") or after == "name":
            return self._named(head, row)
        definite = _definite(self.words[head.first], head.cut) or head.last - head.first > 1
        if definite:
            fixed = row.cells.get("fixed") == "yes"
            end, peoples = self._adjectives(head.last, words_of_head(self.words, head), one=fixed)
            if end == head.last or (after == "nisba" and not peoples):
                return None
            if after == "any":
                end = self._purpose(end)
            if not peoples and end - head.last < 2 and after != "any":
                return None
            return Candidate(head.first, end, head.cut, "ORG", "head.definite", (), row, peoples)
        return self._construct(head, row)

    def _construct(self, head: Found[Row], row: Row) -> Candidate | None:
        words = self.words
        after = row.cells["after"]
        at = head.last
        inner: tuple[Name, ...] = ()
        complete = False
        for _ in range(_LONGEST_CHAIN):
            if at >= len(words) or at in self.taken:
                break
            hit = self._inner(at, "GPE", "ORG", "LOC", "PERSON")
            if hit:
                inner += tuple(name for name in hit.values if name.type in ("GPE", "ORG"))
                at, complete = hit.last, True
                break
            word = words[at]
            if word.startswith(_ARTICLE) and len(word) > 3:
                if self._inner(at, "NORP"):
                    break
                at, complete = at + 1, True
                break
            if not word.isalpha() or len(word) < 3 or self.vocabulary.titles.at(words, at):
                break
            at += 1
        if not complete:
            return None
        end, peoples = self._adjectives(at)
        if end == at and row.cells["kind"] == "ministry" and end < len(words) and words[end].startswith("وال"):
            end, peoples = self._adjectives(end + 1)  # وزارة التربية والتعليم
        if after == "nisba" and not (peoples or inner):
            return None
        end = self._purpose(end) if after == "any" else end
        if row.cells["kind"] in _SEATED and end < len(words) and words[end] == "في":
            seat = self._inner(end + 1, "GPE")
            if seat:  # معهد البحوث البحرية في صفاقس
                inner = (*inner, *peoples, *(name for name in seat.values if name.type == "GPE"))
                return Candidate(head.first, seat.last, head.cut, "ORG", SEATED, (), row, inner)
        return Candidate(head.first, end, head.cut, "ORG", "head.construct", (), row, inner + peoples)

    def _purpose(self, index: int) -> int:
        """Return where a purpose ends that follows with ل (للطيران المدني); ``index`` if none does."""
        words = self.words
        if index < len(words) and words[index].startswith("لل") and len(words[index]) > 4 and index not in self.taken:
            end, _ = self._adjectives(index + 1)
            return end
        return index

    def _named(self, head: Found[Row], row: Row) -> Candidate | None:
        """Read a head that needs a proper name; a gpe or loc is named without its head, an org or fac with it."""
        words = self.words
        kind = row.cells["class"]
        at = head.last
        if at < len(words) and words[at] in _OPEN:
            close = next((i for i in range(at + 1, min(at + 5, len(words))) if words[i] in _QUOTES), None)
            if close is None or close == at + 1 or kind == "gpe":
                return None
            return Candidate(at + 1, close, 0, _CLASS_TYPE[kind], "head.quoted", (), row)
        hit = self._inner(at, "GPE", "LOC", "PERSON", "ORG", "FAC", "NORP")
        if hit is None or kind == "gpe":
            return None
        if words[at].startswith(_ARTICLE) and all(name.type == "NORP" for name in hit.values):
            return None  # القارة الأفريقية names a people, not a place
        end, peoples = self._adjectives(hit.last)
        names = tuple(name for name in hit.values if name.type in ("GPE", "ORG", "NORP")) + peoples
        return Candidate(head.first, end, head.cut, _CLASS_TYPE[kind], "head.name", (), row, names)

    # -- persons ------------------------------------------------------------------------------------------------

    def _given_at(self, index: int) -> Found[str] | None:
        if index >= len(self.words) or not self.begins[index] & GIVEN or index in self.taken:
            return None
        return self.vocabulary.given.at(self.words, index)

    def _given(self, index: int) -> Candidate | None:
        """Read a name that begins with a given name and goes on: محمد عبد السلام."""
        hit = self._given_at(index)
        if hit is None or hit.values[0] in ("particle", "ambiguous"):
            return None
        end, parts = self._name_parts(hit.last)
        if parts == 0:
            return None
        return Candidate(index, end, hit.cut, "PERSON", "name.given")

    def _name_parts(self, index: int) -> tuple[int, int]:
        """Return where the parts of a name from ``index`` end, and how many there are."""
        words = self.words
        parts = 0
        particle = False
        while index < len(words) and parts < _LONGEST_NAME and index not in self.taken:
            word = words[index]
            given = self._given_at(index)
            if given and given.cut == 0:
                particle = given.values[0] == "particle"
                parts += not particle
                index = given.last
                continue
            if particle and word.isalpha():
                particle = False
                parts += 1
                index += 1
                continue
            hit = self._inner(index, "PERSON")
            if hit:
                return self._descent(hit.last), parts + 1
            if word.startswith(_ARTICLE) and len(word) > 4 and parts < 2 and not self._inner(index, "NORP", "GPE"):
                if self.vocabulary.heads.at(words, index) or self.vocabulary.titles.at(words, index):
                    break
                return index + 1, parts + 1
            if parts == 0 and self._foreign(word) and not self._inner(index, "NORP", "GPE", "ORG"):
                return index + 1, parts + 1
            break
        return (index - 1 if particle else index), parts

    def _foreign(self, word: str) -> bool:
        """Say whether ``word`` is one that neither morphology nor the tables know: the surname of a stranger."""
        if len(word) < _SHORTEST_SURNAME or not word.isalpha() or word.isascii():
            return False
        return not self.vocabulary.kinds(word)

    def _posted(self, word: str, row: Row) -> bool:
        """Say whether ``word`` may stand between an office and where it is held (السفير الروسي لدى باكستان)."""
        return word in _POSTED and (word == _AT or row.cells["form"].removeprefix(_ARTICLE) in _ENVOYS)

    def _after_title(self, title: Found[Row]) -> Candidate | None:
        """Read the name after a title, its adjectives and the state or body that it is of."""
        words = self.words
        row = title.values[0]
        at = title.last
        inner: tuple[Name, ...] = ()
        for _ in range(_LONGEST_CHAIN):
            hit = self._inner(at, "NORP", "GPE", "ORG")
            if hit and not all(name.weak for name in hit.values):
                inner += hit.values
                at = hit.last
                continue
            follow = self.vocabulary.titles.at(words, at) if at < len(words) else None
            if follow and follow.cut == 0:
                at = follow.last
                continue
            if at < len(words) and self._posted(words[at], row) and self._inner(at + 1, "GPE", "ORG"):
                at += 1
                continue
            body = self.vocabulary.heads.at(words, at) if at < len(words) else None
            grown = self._grow(body) if body and body.cut == 0 else None
            if grown and grown.type == "ORG":
                inner += grown.inner
                at = grown.last
                continue
            break
        end = at
        if at < len(words) and words[at] in _OPEN:
            at += 1
        place = (title.first, end, title.cut)
        person = self._inner(at, "PERSON")
        given = self._given_at(at)
        last, parts = self._name_parts(given.last) if given else (at, 0)
        if person and not (last > person.last and all(name.weak for name in person.values)):
            names = tuple(name for name in person.values if name.type == "PERSON")
            last = self._descent(person.last)
            return Candidate(person.first, last, 0, "PERSON", "title.table", names, row, inner, place)
        if given is None or given.cut or (parts == 0 and given.values[0] in ("particle", "ambiguous")):
            if inner and row.cells["class"] == "office" and (not self.offices or self.offices[-1].last <= title.first):
                alone = Candidate(title.first, end, title.cut, "PERSON", "title.alone", (), row, inner, place)
                self.offices.append(alone)
            return None
        return Candidate(at, last, 0, "PERSON", "title.given", (), row, inner, place)
