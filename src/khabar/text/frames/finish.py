"""What only the end of a sentence settles: swapped speakers, carried subjects, passives; drafts become records."""

from __future__ import annotations

from khabar.text.frames.drafts import Complement, Draft, Level
from khabar.text.frames.records import Arg, Clause, Frame
from khabar.text.frames.state import State

__all__ = ["clause_of", "frame_of", "settle"]


def settle(state: State, draft: Draft) -> None:
    """Settle the subject and voice of a verb."""
    word = draft.facts
    if draft.kind not in ("verb", "copula"):
        return
    given = draft.object
    plain = bool(draft.complements) and not draft.complements[0].preposition and "clausal" in word.classes
    if draft.subject is None and plain and word.person == "3" and given is not None and given.via == "verb-object":
        # أكدت فلان أن: who stands between a verb of saying and its clause is the speaker
        draft.subject = given._replace(role="subject", via="speaker-before-clause")
        draft.object = None
    if _is_reported(state, draft):
        draft.voice = "passive"
    elif draft.subject is None and word.person == "3" and "impersonal" not in word.classes:
        draft.subject = _carry(state, draft)
    if word.passive or ("passive" in word.classes and _is_passive(draft)):
        draft.voice = "passive"


def _is_reported(state: State, draft: Draft) -> bool:
    """Say whether a verb is impersonal as in يذكر أن: it begins its sentence in the imperfect, before a clause."""
    word = draft.facts
    if draft.subject is not None or not draft.complements or word.tense != "imp" or word.prep:
        return False
    level = state.levels[draft.clause]
    return "reported" in word.classes and level.kind == "main" and draft.start <= level.start + 1


def _is_passive(draft: Draft) -> bool:
    """Say whether a verb that newspapers use in the passive is so here: one noun, no object, no clause."""
    subject = draft.subject
    if subject is None or draft.object is not None or draft.complements:
        return False
    return not subject.dropped or draft.facts.key == "اصيب"


def _carry(state: State, draft: Draft) -> Arg | None:
    """Return the subject of the clause before or above, if the verb agrees with it, as dropped."""
    level = state.levels[draft.clause]
    verb = draft.facts
    sources = [(level.before, "carried-coordinate", 0.8)]
    if level.above is not None:
        sources.append((level.above.frame, "carried-above", 0.6))
    if level.kind in ("main", "coordinate"):
        sources.append((state.told, "carried-sentence", 0.6))
    for before, via, score in sources:
        if before is None or before is draft or before.subject is None:
            continue
        subject = before.subject
        head = state.facts[subject.head if subject.refers < 0 else subject.refers]
        same = before.facts.person == "3" and before.facts.gender == verb.gender
        if same or (head.kind == "N" and head.gender == verb.gender):
            return subject._replace(via=via, score=score, dropped=True)
    return None


def frame_of(draft: Draft) -> Frame:
    """Return the finished frame of a draft."""
    args = [arg for arg in (draft.subject, draft.object, draft.predicative) if arg is not None]
    args += [_complement(each) for each in draft.complements]
    return Frame(
        draft.predicate, draft.start, draft.end, draft.kind, draft.facts.verb, draft.voice, draft.negated, draft.tense,
        draft.modality, draft.clause, (*args, *draft.args),
    )  # fmt: skip


def _complement(complement: Complement) -> Arg:
    level = complement.level
    if level.frame is not None:
        head = level.frame.predicate
    elif level.topics:
        head = level.topics[0].head
    else:
        head = level.opener
    return Arg(
        "complement", head, level.content, max(level.end, level.content), complement.via, 0.9, complement.preposition
    )


def clause_of(level: Level) -> Clause:
    """Return the finished clause of a level."""
    return Clause(
        level.start,
        max(level.end, level.start),
        level.kind,
        level.opener,
        level.governor,
        level.frame.predicate if level.frame is not None else -1,
        level.above.number if level.above is not None else -1,
    )
