"""What the clause frames of a text are made of: noun phrases, clauses, frames and their arguments.

All positions are token numbers of the analysis; spans are half-open.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Arg", "Clause", "Frame", "Phrase"]


class Phrase(NamedTuple):
    """A noun phrase, alone or governed by a preposition.

    ``head`` is the noun that carries the meaning (that counted in ``12 شخصا``, the pointed at in ``هذا الاتفاق``). A
    prepositional phrase has ``preposition`` (folded; of an attached one its letter) and begins with it; ``governor`` is
    the token it attaches to (predicate or noun, -1 if none). ``genitives`` are the nouns of the genitive chain after
    the head, ``names`` those of an apposition by name, ``adjectives`` those that agree, ``members`` the heads of the
    phrases coordinated with it, ``pronoun``: the head is the pronoun attached to token ``head``.
    """

    start: int
    end: int
    head: int
    preposition: str = ""
    governor: int = -1
    genitives: tuple[int, ...] = ()
    names: tuple[int, ...] = ()
    adjectives: tuple[int, ...] = ()
    members: tuple[int, ...] = ()
    pronoun: bool = False


class Clause(NamedTuple):
    """A stretch of a sentence with one predicate at most.

    ``kind``: main, coordinate, complement, relative, adverbial, quoted, parenthesis. ``opener`` is the token that opens
    it (complementiser, relative, conjunction, mark; -1 if none), ``governor`` the predicate or noun it depends on,
    ``predicate`` its own, ``parent`` the number of the clause around it (-1 for a main clause).
    """

    start: int
    end: int
    kind: str
    opener: int
    governor: int
    predicate: int
    parent: int


class Arg(NamedTuple):
    """What fills a role of a predicate.

    ``role``: subject, object, object2, predicate (what is said of the subject after كان), complement (a clause),
    oblique (with ``preposition``), agent (``من قبل``), time, apposition. ``head`` is its head word; ``pronoun``: the
    head is the pronoun attached to that token. ``refers`` is the head of what a relative or attached pronoun points
    back to within the sentence, -1 if nothing. ``dropped``: the subject is not said here but carried from before.
    ``via`` names the rule; ``score`` is how often it is right.
    """

    role: str
    head: int
    start: int
    end: int
    via: str
    score: float
    preposition: str = ""
    pronoun: bool = False
    dropped: bool = False
    refers: int = -1


class Frame(NamedTuple):
    """A predicate with its arguments.

    ``kind``: verb, copula, masdar, participle. ``start`` and ``end`` span the predicate with its particles and
    auxiliaries. ``lemma`` is the verb's, folded, for masdars and participles too. ``voice``: active or passive.
    ``negated`` by one of لم لن لا ما ليس غير. ``tense``: past, present, future, or "" of masdars and participles.
    ``modality`` is ``possible`` (قد with the imperfect), ``wished`` (after أنْ, كي, ل) or "". ``clause`` is the number
    of its clause.
    """

    predicate: int
    start: int
    end: int
    kind: str
    lemma: str
    voice: str
    negated: bool
    tense: str
    modality: str
    clause: int
    args: tuple[Arg, ...]

    def arg(self, role: str) -> Arg | None:
        """Return the first argument in ``role``, None if there is none."""
        return next((arg for arg in self.args if arg.role == role), None)

    @property
    def subject(self) -> Arg | None:
        """The subject, said or carried."""
        return self.arg("subject")

    @property
    def object(self) -> Arg | None:
        """The direct object."""
        return self.arg("object")

    @property
    def complement(self) -> Arg | None:
        """The clause that is the predicate's complement."""
        return self.arg("complement")
