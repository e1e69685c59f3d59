"""What the grammar needs to know of a word: one small record a reading, worked out once and kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.text.fold import fold_word
from khabar.text.morphology import Reading
from khabar.text.morphology.conjugation import derived_nominals

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon

__all__ = ["Facts", "Grammar", "grammar"]

# How many readings are kept before they are forgotten.
_KEPT = 40_000
# Heads of adverbial time: bare nouns that say when.
_TIME = frozenset(
    fold_word(word)
    for word in (
        "يوم أمس غد ليلة صباح مساء ظهر فجر ليل نهار ساعة دقيقة أسبوع شهر سنة عام حين مرة الآن حاليا سبت أحد إثنين ثلاثاء أربعاء"
        " خميس جمعة مدة عادة يناير فبراير مارس أبريل مايو يونيو يونيه يوليو يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار"
        " نيسان أيار حزيران تموز آب أيلول تشرين رمضان البارحة أحيانا أيام أسابيع أشهر أعوام سنوات"
    ).split()
)
_MARKS = {
    ",": ",", "،": ",", "؛": ";", ";": ";", ".": ".", "!": ".", "؟": ".", "?": ".", "…": ".", ":": ":", "(": "(",
    ")": ")", "[": "(", "]": ")", "«": '"', "»": '"', '"': '"', "“": '"', "”": '"', "-": "-",
}  # fmt: skip
# Written like a preposition with a relative (مما, عما, فيما) or a complementiser with a preposition.
_FUSED_RELATIVES = frozenset("مما عما ممن عمن بما لما فيما".split())
_RELATIVES = frozenset("الذي التي الذين اللذان اللذين اللتان اللتين اللواتي اللاتي اللايي".split())
_HUMAN = frozenset("نظير متحدث ناطق متحدثه ناطقه".split())
# Borders, in percent, of the classes of how often a verb has an object or clause.
_SHARES = (2, 5, 10, 20)
_NO_USAGE = ("-", "-", frozenset[str]())
# Accusatives that have become adverbs.
_ADVERBS = frozenset(
    "سرا علنا موخرا اخيرا تقريبا جدا سابقا لاحقا حاليا فورا قريبا كثيرا قليلا بدلا رسميا عسكريا سياسيا دوليا مجددا غالبا نادرا"
    " دايما اولا ثانيا ثالثا خاصه خصوصا تحديدا مباشره تدريجيا نهاييا كليا جزييا فعليا فعلا طبعا ايضا معا عموما تماما تباعا"
    " يوميا سنويا شهريا ليلا نهارا صباحا مساء غدا مسبقا حتما قطعا شخصيا اجمالا بدءا ابتداء انطلاقا بناء".split()
)
# Nouns that the closed tables list as prepositions, and that are mostly nouns in newspapers.
_NOUNS = frozenset("نظير لقاء نتيجه ساعه لحظه مدي شان جوار ادني".split())
_SUBORDINATE = frozenset(
    "عندما حينما بينما فيما حيث اذ اذا لو كلما ريثما بعدما قبلما طالما كما حتي لما حالما مثلما حسبما وفقما لولا".split()
)


@dataclass(frozen=True, slots=True)
class Facts:
    """A word as the grammar sees it.

    ``kind`` is one letter: V verb, N noun, P name, J adjective, Q quantifier, # number, D demonstrative, H personal
    pronoun, A preposition, R relative, S complementiser, U subordinator, C conjunction, G negation, M particle,
    B adverb, or a mark (``, ; . : ( ) " -``). ``conj`` and ``prep`` are the attached letters before the stem,
    ``pron`` the pronoun after it. ``case`` is ``a`` for a visible accusative, ``n`` for a visible nominative.
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
    time: bool
    verb: str
    participle: bool
    passive: bool
    classes: frozenset[str]
    object_share: str
    clause_share: str
    governs: frozenset[str]

    @property
    def nominal(self) -> bool:
        """Whether the word can begin a noun phrase."""
        return self.kind in "NPQ#DHJ"


class Grammar:
    """Facts by reading for one lexicon; may be shared by threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._kept: dict[int, tuple[Reading, Facts]] = {}
        classes: dict[str, set[str]] = {}
        for row in lexicon.table("frames/verbs").rows:
            classes.setdefault(fold_word(row.cells["form"]), set()).add(row.cells["class"])
        self.classes = {key: frozenset(found) for key, found in classes.items()}
        self.masdars: dict[str, str] = {}
        self.participles: dict[str, str] = {}
        self._passives: dict[str, frozenset[str]] = {}
        self._singulars: dict[str, set[str]] = {}
        self._usage = _usage(lexicon)
        for row in lexicon.table("morphology/verbs").rows:
            perfect, imperfect = row.cells["form"], row.cells["class"]
            verb = fold_word(perfect)
            self._singulars.setdefault(verb, set()).add(fold_word(imperfect)[1:])
            for lemma, kind in derived_nominals(perfect, imperfect):
                (self.masdars if kind == "masdar" else self.participles).setdefault(fold_word(lemma), verb)
            self._passives[verb] = self._passives.get(verb, frozenset()) | _passive_stems(perfect, imperfect)
        for row in lexicon.table("frames/masdars").rows:
            self.masdars[fold_word(row.cells["form"])] = fold_word(row.cells["value"])
        self._listed = frozenset(fold_word(row.cells["form"]) for row in lexicon.table("frames/masdars").rows)
        self.places = {
            fold_word(row.cells["form"])
            for row in lexicon.table("morphology/names").rows
            if row.cells["class"] == "place"
        }
        for row in lexicon.table("lexicon/states").rows:
            for form in (row.cells["form"], *row.cells.get("variants", "").split("|")):
                if form and " " not in form:
                    self.places.add(fold_word(form).removeprefix("ال"))

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
        conj = prep = pron = ""
        article = False
        for piece in reading.pieces:
            if piece.role == "conj":
                conj = piece.text
            elif piece.role in ("prep", "fut"):
                prep = piece.text
            elif piece.role == "pron":
                pron = piece.text
            elif piece.role == "art":
                article = True
        kind = self._kind(reading, prep)
        key = reading.key
        verb, person, gender, number, case = "", "", reading.gender, reading.number, ""
        passive = False
        if kind == "V":
            verb = key
            person, gender, number = _verb_features(reading, self._singulars.get(key, ()))
            passive = reading.stem in _passive_forms(self._passives.get(key, frozenset()), reading)
        elif kind in "NJ":
            case = _case(reading)
            verb = (self.masdars if kind == "N" else self.participles).get(key, "")
            if kind == "N" and reading.bare in self._listed:
                verb = self.masdars[reading.bare]
            if kind == "J" and not verb and reading.kind != "elat":
                verb = self.participles.get(key, "")
            if kind == "N" and case == "a" and key in self.participles and reading.kind != "person":
                # مشيرا, مضيفة as hal: the tagger calls them nouns
                if "clausal" in self.classes.get(self.participles[key], ()):
                    kind, verb = "J", self.participles[key]
        usage = self._usage.get(verb, _NO_USAGE)
        human = reading.kind == "person" or reading.bare in _HUMAN
        if kind == "N" and number == "plur" and not human:
            gender = "x"
        return Facts(
            kind=kind,
            word=reading.stem,
            key=key,
            conj=conj,
            prep=prep,
            pron=pron,
            article=article,
            definite=reading.definite or kind in "PH",
            gender=gender,
            number=number,
            case=case,
            tense=reading.tense,
            person=person,
            human=human,
            place=reading.bare in self.places or key in self.places,
            time=kind in "NPQB#" and (reading.bare in _TIME or key in _TIME),
            verb=verb,
            participle=kind == "J" and bool(verb),
            passive=passive,
            classes=self.classes.get(verb, frozenset()),
            object_share=usage[0],
            clause_share=usage[1],
            governs=usage[2],
        )

    def _kind(self, reading: Reading, prep: str) -> str:
        upos, kind, word = reading.upos, reading.kind, reading.stem
        if upos == "PUNCT":
            return _MARKS.get(word, "-")
        if word in _RELATIVES:
            return "R"
        if len(word) == 1 and upos in ("PROPN", "X", "NOUN", "ADJ"):
            return "-"
        if reading.bare in _ADVERBS and not prep and not reading.definite and upos != "VERB":
            return "B"
        if upos == "ADJ" and reading.bare in self._listed:
            return "N"
        if upos == "VERB":
            return "V"
        if upos == "NUM":
            return "#"
        if upos == "ADP":
            return "R" if word in _FUSED_RELATIVES else "A"
        if word in _SUBORDINATE and upos in ("SCONJ", "CCONJ", "NOUN", "PART") and not prep:
            return "U"
        if upos == "PROPN" and reading.number and reading.row.startswith("morphology/nouns"):
            return "N"
        if upos == "NOUN":
            if kind == "part" and word != reading.bare:
                return "J"
            if word in _NOUNS or reading.bare in _NOUNS:
                return "N"
            return "A" if kind == "prep" else "Q" if kind == "quant" else "B" if kind == "adv" else "N"
        if upos == "ADJ":
            return "Q" if kind == "quant" else "J"
        if upos == "PROPN" or upos == "X":
            return "P"
        if upos == "SCONJ":
            return "S" if kind == "comp" or word == "ان" else "U"
        if upos == "CCONJ":
            return "C"
        if upos == "DET":
            return "D"
        if upos == "PRON":
            return "R" if kind == "rel" else "H" if kind == "pers" else "B"
        if upos == "PART":
            return "G" if kind == "neg" else "M"
        return "B"


def _usage(lexicon: Lexicon) -> dict[str, tuple[str, str, frozenset[str]]]:
    """Return by verb how often it has an object and a clause (in classes from 0 to 4), and which prepositions."""
    found = {}
    for row in lexicon.table("frames/government").rows:
        cells = row.cells
        prepositions = frozenset(each.split(":")[0] for each in cells["prepositions"].split("|") if each)
        found[fold_word(cells["form"])] = (_share(cells["object"]), _share(cells["clause"]), prepositions)
    return found


def _share(percent: str) -> str:
    return str(sum(int(percent) >= border for border in _SHARES))


def _verb_features(reading: Reading, singulars: Collection[str]) -> tuple[str, str, str]:
    """Return person, gender, number that a verb's form shows."""
    stem, key = reading.stem, reading.key
    if reading.tense == "imp":
        first = stem[:1]
        number = "plur" if stem.endswith(("ون", "وا")) and stem[1:] not in singulars else "sing"
        if number == "sing" and stem.endswith("ان") and not key.endswith("ان"):
            number = "dual"
        if first == "ن":
            return "1", "", "plur"
        if first == "ا":
            return "1", "", "sing"
        if first == "ت":
            return "3", "m" if number == "plur" else "f", number
        return "3", "f" if stem.endswith("ن") and number == "sing" and not key.endswith("ن") else "m", number
    if stem.endswith("نا") and not key.endswith(("نا", "ني")):
        return "1", "", "plur"
    if stem.endswith(("تم", "تما", "تن")) and not key.endswith(("تم", "تن")):
        return "2", "", "plur"
    if stem.endswith("وا"):
        return "3", "m", "plur"
    if stem.endswith("تا") and not key.endswith("تا"):
        return "3", "f", "dual"
    if stem.endswith("ت") and not (key.endswith("ت") and len(stem) == len(key)):
        return "3", "f", "sing"
    if stem.endswith("ا") and len(stem) > len(key):
        return "3", "m", "dual"
    if stem.endswith("و") and not key.endswith("و") and len(stem) >= len(key):
        return "3", "m", "plur"
    if stem.endswith("ن") and not key.endswith("ن") and len(stem) > len(key):
        return "3", "f", "plur"
    return "3", "m", "sing"


def _passive_stems(perfect: str, imperfect: str) -> frozenset[str]:
    """Return the stems that only the passive has: ``p…`` of the perfect, ``i…`` of the imperfect."""
    past, present = fold_word(perfect), fold_word(imperfect)[1:]
    stems = set()
    hollow = len(past) >= 3 and past[-2] == "ا" and past[-1] not in "يا" and (len(past) == 3 or past[0] == "ا")
    if hollow:
        stems.add("p" + past[:-2] + "ي" + past[-1])
        if len(present) >= 3 and present[-2] in "وي":
            stems.add("i" + present[:-2] + "ا" + present[-1])
    if len(past) >= 4 and past[1] == "ا" and past[0] != "ا":
        stems.add("p" + past[0] + "و" + past[2:])
    if len(past) == 3 and past[0] == "و" and not present.startswith("و"):
        stems.add("iو" + past[1:])
    return frozenset(stems)


def _passive_forms(stems: frozenset[str], reading: Reading) -> set[str]:
    if not stems:
        return set()
    stem = reading.stem
    if reading.tense == "imp":
        tails = [s[1:] for s in stems if s[0] == "i"]
        return {stem} if any(stem[1:] in (t, t + "ون", t + "ان") for t in tails) else set()
    heads = [s[1:] for s in stems if s[0] == "p"]
    return {stem} if any(stem in (h, h + "ت", h + "وا", h + "ا") for h in heads) else set()


def _case(reading: Reading) -> str:
    """Return ``a`` where the ending shows the accusative (or genitive), ``n`` where it shows the nominative."""
    stem, key = reading.bare, reading.key
    if reading.number in ("plur", "dual") and len(stem) > 3:
        if stem.endswith(("ون", "ان")) and not key.endswith(stem[-2:]):
            return "n"
        if stem.endswith("ين") and not key.endswith("ين"):
            return "a"
    if not reading.definite and stem.endswith("ا") and not key.endswith("ا"):
        return "a"
    return ""


def _grammar(lexicon: Lexicon) -> Grammar:
    return Grammar(lexicon)


def grammar(lexicon: Lexicon) -> Grammar:
    """Return the grammar of ``lexicon``, made once."""
    return lexicon.compiled("frames-grammar", _grammar)
