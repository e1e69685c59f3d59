"""What the tables know of reporting: in which forms a verb of saying comes, and the words that steer the grammar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from khabar.lexicon import Lexicon, Row
from khabar.lexicon.matcher import Matcher
from khabar.text.fold import fold_word
from khabar.text.morphology.conjugation import derived_nominals, imperfect_stems, perfect_stems

__all__ = [
    "BEFORE",
    "LEADS",
    "MARKS",
    "REPORTS",
    "STEERS",
    "STOP",
    "THAT",
    "Entry",
    "Hit",
    "Vocabulary",
    "vocabulary",
]

# What a word may be to the grammar, whatever stands around it: most words are nothing, and are passed over. It may
# report; begin a source told with a preposition; be a mark of quotation; be أنّ; end what is said; steer a clause; or
# stand before the first word of another clause.
REPORTS, LEADS, MARKS, THAT, STOP, STEERS, BEFORE = (1 << bit for bit in range(7))
_SIGNS = (
    (frozenset("«»“”‹›„‘’❝❞\"'()"), MARKS),
    (frozenset("!؟?؛;…:"), STOP),
    (frozenset('،,-–.»”"'), BEFORE),
)

_CACHE_LIMIT = 50_000
_PERFECT = (("", "3ms"), ("ت", "3fs"), ("ا", "3du"), ("تا", "3fdu"), ("وا", "3mp"), ("نا", "1p"), ("ن", "3fp"))
_IMPERFECT = (
    ("ي", "", "3ms"), ("ت", "", "3fs"), ("ي", "ون", "3mp"), ("ي", "وا", "3mp"), ("ي", "ان", "3du"),
    ("ت", "ان", "3fdu"), ("ي", "ن", "3fp"), ("ت", "ون", "2mp"), ("ن", "", "1p"), ("ا", "", "1s"),
)  # fmt: skip
_PARTICIPLE = (("", "3ms"), ("ا", "3ms"), ("ه", "3fs"), ("ين", "3mp"), ("ون", "3mp"), ("ات", "3fp"), ("تين", "3fdu"))
_WEAK_PARTICIPLE = (("يا", "3ms"), ("يه", "3fs"), ("ين", "3mp"), ("يات", "3fp"))
_PRONOUNS = ("هما", "ها", "هم", "هن", "ه", "نا", "ني", "كم")
_SHORTEST = 3
_AGENTS = frozenset(("person",))
_OWNERS = ("ه", "ها", "هم", "هما")
_OBJECT = frozenset(("وصف", "ب", "دعوه"))


class Entry(NamedTuple):
    """A row of ``reporting.tsv``: the word, its folded letters, class, kind, what leads to its content, its place."""

    lemma: str
    key: str
    cls: str
    kind: str
    takes: frozenset[str]
    place: str


class Hit(NamedTuple):
    """A word read as one that reports.

    ``form``: verb, masdar, participle or noun; ``cut`` is how many letters (و ف س ب) stand before it, ``person`` the
    person, gender and number that its ending shows (``3fs``), ``past`` whether it is a perfect, ``pronoun`` the pronoun
    attached to it.
    """

    entry: Entry
    form: str
    cut: int
    person: str
    past: bool
    pronoun: str


T = TypeVar("T")


class _Filled(dict[str, T]):
    """A dictionary of words that fills itself, up to a limit; safe among threads."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> T:
        found = self._make(word)
        if len(self) < _CACHE_LIMIT:
            self[word] = found
        return found


class Vocabulary:
    """The compiled tables; immutable but for a cache of words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._forms: dict[str, list[Hit]] = {}
        self._nominal: dict[str, list[Hit]] = {}
        phrases: list[tuple[str, Entry]] = []
        for row in lexicon.table("lexicon/reporting").rows:
            entry = _entry(row)
            if entry.kind == "verb":
                self._add_verb(row, entry)
            elif entry.kind == "noun":
                self._nominal.setdefault(entry.key, []).append(Hit(entry, "noun", 0, "", False, ""))
            else:
                phrases.append((entry.lemma, entry))
        self.phrases: Matcher[Entry] = Matcher(phrases)
        self.readings = _Filled(self._hits)
        self.kinds = _Filled(self._kind)
        classes: dict[str, set[str]] = {}
        for row in lexicon.table("quotations/words").rows:
            classes.setdefault(row.cells["class"], set()).add(fold_word(row.cells["form"]))
        classes["source"].update(_agents(lexicon))
        that = classes["that"]
        classes["by_that"] = {f"ب{word}" for word in that}
        classes["as_that"] = {f"ك{word}" for word in that}
        classes["and_that"] = {f"و{word}" for word in that}
        classes["any_that"] = that | classes["by_that"]
        classes["leads_in"] = {":", "ب", "ل", *classes["any_that"]}
        classes["own"] = {noun + pronoun for noun in classes["own"] for pronoun in _OWNERS}
        self._classes = {name: frozenset(words) for name, words in classes.items()}
        self.masdars = frozenset(_masdars(lexicon))
        self.circumstances = _circumstances(lexicon)

    def words(self, name: str) -> frozenset[str]:
        """Return the folded words of a class of ``words.tsv``."""
        return self._classes[name]

    def _add_verb(self, row: Row, entry: Entry) -> None:
        perfect, imperfect = row.cells["form"], row.cells["imperfect"]
        for form, person in _imperfect_forms(perfect, imperfect):
            self._forms.setdefault(form, []).append(Hit(entry, "verb", 0, person, False, ""))
        for form, person in _perfect_forms(perfect):
            # a perfect is likelier than a first person of the same letters (أعلن)
            self._forms.setdefault(form, []).insert(0, Hit(entry, "verb", 0, person, True, ""))
        if participle := fold_word(row.cells["participle"]):
            weak = fold_word(perfect)[-1] in "يا" and len(participle) >= _SHORTEST
            for ending, person in (*_PARTICIPLE, *(_WEAK_PARTICIPLE if weak else ())):
                hit = Hit(entry, "participle", 0, person, False, "")
                self._forms.setdefault(participle + ending, []).append(hit)
        if masdar := fold_word(row.cells["masdar"]):
            self._nominal.setdefault(masdar, []).append(Hit(entry, "masdar", 0, "", False, ""))

    def is_deed(self, bare: str) -> bool:
        """Say whether a folded noun without article and pronoun is a verbal noun, or tells as one does (وجود)."""
        singular = bare[:-2] if bare.endswith("ات") else bare[:-1] + "ه" if bare.endswith("ت") else bare
        return not {bare, singular}.isdisjoint(self.masdars) or not {bare, singular}.isdisjoint(self._classes["object"])

    def hits(self, word: str) -> tuple[Hit, ...]:
        """Return the ways in which a folded ``word`` reports, the likeliest first."""
        return self.readings[word]

    def _hits(self, word: str) -> tuple[Hit, ...]:
        return () if word in self._classes["no_report"] else tuple(self._find(word))

    def _kind(self, word: str) -> int:
        kind = REPORTS if self.readings[word] else 0
        bare = word[1:] if word[0] == "و" else word
        if word in self._classes["as"] or bare in self._classes["as"] or self.phrases.starts[word]:
            kind |= LEADS
        if word in self._classes["any_that"] or word in self._classes["as_that"]:
            kind |= THAT
        if word in self._classes["condition"] or word in self._classes["resume"] or word == "في":
            kind |= STEERS
        if word == "ثم":
            kind |= BEFORE
        for signs, bit in _SIGNS:
            if word in signs:
                kind |= bit
        return kind

    def _find(self, word: str) -> Iterator[Hit]:
        for cut, rest in _without(word, "وف"):
            for more, bare in _without(rest, "س"):
                for hit in self._forms.get(bare, ()):
                    if not more or not hit.past:
                        yield hit._replace(cut=cut + more)
            for more, bare in _without(rest, "بلك"):
                for hit in (*self._nominal.get(bare, ()), *self._nominal.get(_without_article(bare), ())):
                    if not (more and rest[0] == "ل" and hit.form == "noun"):  # وكالة فارس للأنباء
                        yield hit._replace(cut=cut + more)
            for pronoun in _PRONOUNS:
                if not rest.endswith(pronoun) or len(rest) - len(pronoun) < _SHORTEST:
                    continue
                stem = rest[: -len(pronoun)]
                for hit in self._forms.get(stem, ()):
                    if _takes_object(hit):
                        yield hit._replace(cut=cut, pronoun=pronoun)
                if stem.endswith("ا"):  # سماه, ادعاه: ى before a pronoun is ا
                    for hit in self._forms.get(stem[:-1] + "ي", ()):
                        if _takes_object(hit):
                            yield hit._replace(cut=cut, pronoun=pronoun)
                if stem.endswith("و"):  # وصفوه
                    for hit in self._forms.get(stem + "ا", ()):
                        if _takes_object(hit) and len(stem) > _SHORTEST:
                            yield hit._replace(cut=cut, pronoun=pronoun)
                for more, bare in _without(stem, "بلك"):
                    for key in (bare, bare[:-1] + "ه") if bare.endswith("ت") else (bare,):
                        yield from (
                            hit._replace(cut=cut + more, pronoun=pronoun)
                            for hit in self._nominal.get(key, ())
                            if hit.form == "masdar"
                        )


def _takes_object(hit: Hit) -> bool:
    """Say whether the verb can have a pronoun: whom it describes, asks or tells."""
    return hit.form == "verb" and bool(hit.entry.takes & _OBJECT)


def _agents(lexicon: Lexicon) -> Iterator[str]:
    """Yield the folded nouns of one word for people and bodies, with and without the article."""
    for row in lexicon.table("lexicon/agents").rows:
        form = fold_word(row.cells["form"])
        if row.cells["class"] not in _AGENTS or not form.isalpha():
            continue
        forms = [form] if row.cells["singular"] != "never" else []
        for plural in row.cells["plural"].split("|"):
            ending = fold_word(plural)
            if ending == "ون":
                forms += [form + "ون", form + "ين"]
            elif ending == "ات":
                forms.append(form.removesuffix("ه") + "ات")
            elif ending.isalpha():
                forms += [ending, ending[:-2] + "ين"] if ending.endswith("ون") else [ending]
        for one in forms:
            yield one
            yield one if one.startswith("ال") else f"ال{one}"


def _circumstances(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Return the classes of ``circumstances.tsv``: events and media with pronouns too (كلمته)."""
    classes: dict[str, set[str]] = {}
    for row in lexicon.table("quotations/circumstances").rows:
        classes.setdefault(row.cells["class"], set()).add(fold_word(row.cells["form"]))
    for name in ("event", "medium"):
        for noun in tuple(classes[name]):
            stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
            classes[name].update(stem + pronoun for pronoun in _OWNERS)
    return {name: frozenset(words) for name, words in classes.items()}


def _masdars(lexicon: Lexicon) -> Iterator[str]:
    """Yield the folded verbal nouns: those of the tables, and those that the shape of a verb gives."""
    for row in lexicon.table("frames/masdars").rows:
        yield fold_word(row.cells["form"])
    for row in lexicon.table("morphology/verbs").rows:
        for lemma, kind in derived_nominals(row.cells["form"], row.cells["class"]):
            if kind == "masdar":
                yield fold_word(lemma)


def _entry(row: Row) -> Entry:
    cells = row.cells
    takes = frozenset(fold_word(one) for one in cells["takes"].split("|"))
    return Entry(cells["form"], fold_word(cells["form"]), cells["class"], cells["kind"], takes, row.place)


def _without(word: str, letters: str) -> Iterator[tuple[int, str]]:
    yield 0, word
    if len(word) > _SHORTEST and word[0] in letters:
        yield 1, word[1:]
        if word.startswith("لل"):
            yield 1, "ال" + word[2:]


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > _SHORTEST else ""


def _perfect_forms(perfect: str) -> Iterator[tuple[str, str]]:
    folded = fold_word(perfect)
    long, *others = perfect_stems(perfect)
    for ending, person in _PERFECT:
        if person in ("1p", "3fp"):
            stems = [stem for stem in others if stem != long] or [long]
        elif folded[-1] in "يا" and ending:
            stems = [long[:-1]]
        else:
            stems = [long]
        yield from ((stem + ending, person) for stem in stems)


def _imperfect_forms(perfect: str, imperfect: str) -> Iterator[tuple[str, str]]:
    stem = next(imperfect_stems(perfect, imperfect))
    for prefix, ending, person in _IMPERFECT:
        weak = stem[-1] in "يوا" and ending in ("ون", "وا")
        yield prefix + (stem[:-1] if weak else stem) + ending, person


def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the vocabulary of ``lexicon``, compiled once."""
    return lexicon.compiled("quotations-vocabulary", Vocabulary)
