"""What the grammar needs to know of a word: one small record a reading, worked out once and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from khabar.text.fold import fold_word
from khabar.text.frames.inflection import case, is_passive, passive_stems, verb_features
from khabar.text.morphology import Reading, Word
from khabar.text.morphology.conjugation import derived_nominals

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon

__all__ = ["Facts", "Grammar", "grammar"]

# How many readings are kept before they are forgotten.
_KEPT = 40_000
_MARKS = {
    ",": ",", "،": ",", "؛": ";", ";": ";", ".": ".", "!": ".", "؟": ".", "?": ".", "…": ".", ":": ":", "(": "(",
    ")": ")", "[": "(", "]": ")", "«": '"', "»": '"', '"': '"', "“": '"', "”": '"',
}  # fmt: skip
# Written as one word of a preposition and ما or من.
_FUSED_RELATIVES = frozenset("مما عما ممن عمن بما لما فيما".split())
_RELATIVES = frozenset("الذي التي الذين اللذان اللذين اللتان اللتين اللواتي اللاتي اللايي".split())
_SUBORDINATE = frozenset(
    "عندما حينما بينما فيما حيث اذ اذا لو كلما ريثما بعدما قبلما طالما كما حتي لما حالما مثلما حسبما وفقما لولا".split()
)
# أن and إن: letters that are nothing else, whatever the tagger says.
_THAT = "ان"
_SUBORDINATING = frozenset(("SCONJ", "CCONJ", "NOUN", "PART"))
# Kinds of words by part of speech, and by the finer kind that the closed tables give.
_KINDS = {
    "VERB": "V", "NUM": "#", "ADP": "A", "PROPN": "P", "X": "P", "CCONJ": "C", "DET": "D", "NOUN": "N", "ADJ": "J",
    "SCONJ": "U", "PRON": "B", "PART": "M",
}  # fmt: skip
_FINER = {
    ("NOUN", "prep"): "A", ("NOUN", "quant"): "Q", ("NOUN", "adv"): "B", ("ADJ", "quant"): "Q", ("SCONJ", "comp"): "S",
    ("PRON", "rel"): "R", ("PRON", "pers"): "H", ("PART", "neg"): "G",
}  # fmt: skip
# Borders, in percent, of the classes of how often a verb has an object or clause.
_SHARES = (2, 5, 10, 20)


class _Usage(NamedTuple):
    """How a verb is used: classes of how often it has an object and a clause, and the prepositions it governs."""

    object: str = "-"
    clause: str = "-"
    governs: frozenset[str] = frozenset()


_NO_USAGE = _Usage()


@dataclass(frozen=True, slots=True)
class Facts:
    """A word as the grammar sees it.

    ``kind`` is one letter: V verb, N noun, P name, J adjective, Q quantifier, # number, D demonstrative, H personal
    pronoun, A preposition, R relative, S complementiser, U subordinator, C conjunction, G negation, M particle,
    B adverb, or a mark (``, ; . : ( ) " -``). ``conj`` and ``prep`` are the attached letters before the stem, ``pron``
    the pronoun after it. ``key`` is the folded lemma, of complementisers the lemma as spelled (أن, إن). ``gender`` is
    m, f, x for plurals that take the feminine of things, or "". ``case`` is ``a`` for a visible accusative (or
    genitive), ``n`` for a visible nominative. ``nisba``: it may be an adjective in ي, though it be tagged a noun.
    ``verb`` is the verb's lemma, of masdars and participles too, ``classes`` its classes in ``tables/verbs.tsv``.
    """

    kind: str
    word: str
    key: str
    conj: str
    prep: str
    pron: str
    article: bool
    definite: bool
    gender: str
    number: str
    case: str
    tense: str
    person: str
    human: bool
    place: bool
    nisba: bool
    time: bool
    verb: str
    participle: bool
    passive: bool
    classes: frozenset[str]
    object_share: str
    clause_share: str
    governs: frozenset[str]


class Grammar:
    """Facts by reading for one lexicon; may be shared by threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._kept: dict[int, tuple[Reading, Facts]] = {}
        classes = _by_form(lexicon, "frames/verbs")
        self._classes = {form: frozenset(found) for form, found in classes.items()}
        self._words = _by_form(lexicon, "frames/words")
        self._usage = _usage(lexicon)
        self._masdars: dict[str, str] = {}
        self._participles: dict[str, str] = {}
        self._passives: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._singulars: dict[str, set[str]] = {}
        self._read_verbs(lexicon)
        listed = {
            fold_word(row.cells["form"]): fold_word(row.cells["value"]) for row in lexicon.table("frames/masdars").rows
        }
        self._listed = frozenset(listed)
        self._nouns = self._listed.union(fold_word(row.cells["form"]) for row in lexicon.table("morphology/nouns").rows)
        self._people = frozenset(
            fold_word(row.cells["form"])
            for row in lexicon.table("morphology/nouns").rows
            if row.cells["kind"] == "person"
        )
        self._adjectives = frozenset(
            fold_word(row.cells["form"]) for row in lexicon.table("morphology/adjectives").rows
        )
        self._masdars |= listed
        self._places = _places(lexicon)

    def _read_verbs(self, lexicon: Lexicon) -> None:
        for row in lexicon.table("morphology/verbs").rows:
            perfect, imperfect = row.cells["form"], row.cells["class"]
            verb = fold_word(perfect)
            self._singulars.setdefault(verb, set()).add(fold_word(imperfect)[1:])
            for lemma, kind in derived_nominals(perfect, imperfect):
                (self._masdars if kind == "masdar" else self._participles).setdefault(fold_word(lemma), verb)
            self._passives[verb] = passive_stems(perfect, imperfect)

    def all_facts(self, words: Iterable[Word]) -> list[Facts]:
        """Return the facts of the readings of ``words``."""
        get = self._kept.get
        found = []
        for word in words:
            reading = word.reading
            kept = get(id(reading))
            found.append(self.facts(reading) if kept is None else kept[1])
        return found

    def facts(self, reading: Reading) -> Facts:
        """Return the facts of a reading; kept by identity, since readings are themselves kept."""
        found = self._kept.get(id(reading))
        if found is not None:
            return found[1]
        made = self._make(reading)
        if len(self._kept) > _KEPT:
            self._kept = {}
        self._kept[id(reading)] = (reading, made)
        return made

    def _make(self, reading: Reading) -> Facts:
        parts = {piece.role: piece.text for piece in reading.pieces}
        prep = parts.get("prep", "") or parts.get("fut", "")
        words = self._words.get(reading.bare, set()) | self._words.get(reading.key, set())
        kind = self._kind(reading, prep, words)
        human = reading.kind == "person" or "person" in words or "honorific" in words
        gender, number, person, ending = reading.gender, reading.number, "", ""
        passive = False
        verb = ""
        if kind == "V":
            verb = reading.key
            person, gender, number = verb_features(reading, self._singulars.get(verb, ()))
            passive = verb in self._passives and is_passive(reading, self._passives[verb])
        elif kind in "NJ":
            ending = case(reading)
            kind, verb = self._derived(reading, kind, ending, human=human)
        if "honorific" in words:
            gender = ""
        elif kind == "N" and not human:
            if number == "plur" or (gender == "m" and reading.bare.endswith("ات")):
                gender = "x"
            elif not reading.row and gender == "m":
                # an unknown noun may be a broken plural
                gender = ""
        usage = self._usage.get(verb, _NO_USAGE)
        return Facts(
            kind=kind,
            word=reading.stem,
            key=reading.lemma if kind == "S" else reading.key,
            conj=parts.get("conj", ""),
            prep=prep,
            pron=parts.get("pron", ""),
            article="art" in parts,
            definite=reading.definite or kind in "PH",
            gender=gender,
            number=number,
            case=ending,
            tense=reading.tense,
            person=person,
            human=human,
            place=reading.bare in self._places or reading.key in self._places,
            nisba=reading.bare in self._adjectives and reading.bare.endswith(("ي", "يه")),
            time="time" in words and kind in "NPQB#",
            verb=verb,
            participle=kind == "J" and bool(verb),
            passive=passive,
            classes=self._classes.get(verb, frozenset()),
            object_share=usage.object,
            clause_share=usage.clause,
            governs=usage.governs,
        )

    def _derived(self, reading: Reading, kind: str, ending: str, *, human: bool) -> tuple[str, str]:
        """Return the kind of a noun or adjective and the verb it is made from, if it is."""
        key = reading.key
        if kind == "J":
            return kind, "" if reading.kind == "elat" else self._participles.get(key, "")
        if reading.bare in self._listed:
            return kind, self._masdars[reading.bare]
        participle = self._participles.get(key, "")
        if ending == "a" and not human and "clausal" in self._classes.get(participle, ()):
            # مشيرا, مضيفين: the tagger calls some of them nouns
            return "J", participle
        return kind, self._masdars.get(key, "")

    def _is_noun(self, reading: Reading) -> bool:
        """Say whether a word that the tagger calls an adjective is listed as a noun, and as nothing else."""
        if reading.key in self._adjectives or reading.bare.endswith(("ي", "يه", "يين", "يون", "يات")):
            return False
        return reading.row.startswith("morphology/nouns") or reading.bare in self._nouns

    def _kind(self, reading: Reading, prep: str, words: set[str]) -> str:
        upos, word = reading.upos, reading.stem
        if upos == "PUNCT":
            return _MARKS.get(word, "-")
        if word in _RELATIVES or (upos == "ADP" and word in _FUSED_RELATIVES):
            return "R"
        if len(word) == 1 and upos in ("PROPN", "X", "NOUN", "ADJ"):
            return "-"
        if "adverb" in words and not prep and not reading.definite and upos != "VERB" and word == reading.bare:
            return "B"
        if not prep and word in _SUBORDINATE and upos in _SUBORDINATING:
            return "U"
        if word == _THAT and upos != "VERB":
            return "S"
        if upos == "ADJ" and self._is_noun(reading):
            return "N"
        if upos == "NOUN" and word != reading.bare and reading.kind == "person" and reading.bare in self._adjectives:
            # التركي after a noun: the tagger calls some nisbas people
            return "J" if reading.bare.endswith("ي") else "N"
        listed = reading.number and reading.row.startswith("morphology/nouns")
        if upos == "PROPN" and (listed or reading.bare in self._people):
            return "N"
        if upos == "NOUN" and reading.kind == "part" and word != reading.bare:
            return "J"
        if "noun" in words and reading.kind == "prep":
            return "N"
        return _FINER.get((upos, reading.kind)) or _KINDS.get(upos, "B")


def _by_form(lexicon: Lexicon, table: str) -> dict[str, set[str]]:
    """Return the classes of the forms of a table."""
    found: dict[str, set[str]] = {}
    for row in lexicon.table(table).rows:
        found.setdefault(fold_word(row.cells["form"]), set()).add(row.cells["class"])
    return found


def _usage(lexicon: Lexicon) -> dict[str, _Usage]:
    found = {}
    for row in lexicon.table("frames/government").rows:
        cells = row.cells
        prepositions = frozenset(each.split(":")[0] for each in cells["prepositions"].split("|") if each)
        found[fold_word(cells["form"])] = _Usage(_share(cells["object"]), _share(cells["clause"]), prepositions)
    return found


def _share(percent: str) -> str:
    return str(sum(int(percent) >= border for border in _SHARES))


def _places(lexicon: Lexicon) -> frozenset[str]:
    """Return the names of places of one word that the tables know, without article."""
    places = {
        fold_word(row.cells["form"]) for row in lexicon.table("morphology/names").rows if row.cells["class"] == "place"
    }
    for row in lexicon.table("lexicon/states").rows:
        for form in (row.cells["form"], *row.cells.get("variants", "").split("|")):
            if form and " " not in form:
                places.add(fold_word(form).removeprefix("ال"))
    return frozenset(places)


def grammar(lexicon: Lexicon) -> Grammar:
    """Return the grammar of ``lexicon``, made once."""
    return lexicon.compiled("frames-grammar", Grammar)
