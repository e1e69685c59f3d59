"""A verb within a sentence: which clause it belongs to or opens, its tense, and the subject that stands before it."""

from __future__ import annotations

from khabar.text.frames.clausal import open_complement
from khabar.text.frames.drafts import Draft, Level, agrees_before, pronoun_agrees
from khabar.text.frames.facts import Facts
from khabar.text.frames.records import Arg
from khabar.text.frames.roles import relative_object
from khabar.text.frames.state import State

__all__ = ["read_verb"]

_KANA = "كان"
# ما زال, لا يزال: still, no negation.
_STILL = "زال"


def read_verb(state: State, at: int, word: Facts) -> None:
    """Read the verb at ``at``: begin its frame in the clause it belongs to."""
    auxiliary = _find_clause(state, at, word)
    level = state.level
    if state.pronoun >= 0:
        level.pronoun = state.pronoun
    draft = Draft(at, "copula" if "copula" in word.classes else "verb", word, level.number)
    if auxiliary is not None:
        _merge(state, auxiliary, draft)
    _tell_tense(state, draft, word, at)
    if draft.subject is None or draft.open:
        _subject_before(state, draft, level)
    if word.pron:
        antecedent = level.antecedent
        refers = -1
        if antecedent is not None and pronoun_agrees(word.pron, antecedent, state.facts[antecedent.head]):
            refers = antecedent.head
        if level.relative >= 0 and (draft.subject is None or draft.subject.head != level.relative):
            draft.object = relative_object(level.relative, refers)
        else:
            draft.object = Arg("object", at, at, at + 1, "attached-pronoun", 0.95, pronoun=True, refers=refers)
    level.frame = draft
    state.drafts.append(draft)
    state.loose = state.noun = state.noun_before = state.masdar = None
    state.negation = ""
    state.governed = state.future = state.may = False
    state.comp = state.particle = state.pronoun = -1


def _find_clause(state: State, at: int, word: Facts) -> Draft | None:
    """Open or go back to the clause of the verb; returns the auxiliary that the verb completes, if there is one."""
    level = state.level
    frame = level.frame
    if frame is None:
        if state.pronoun >= 0 or (state.conj and word.conj):
            # a sentence without verb came before: its topic is not the verb's
            level.topics = []
        elif state.governed or len(level.topics) > 1:
            _attribute(state, at, word)
        return None
    loose = state.loose
    if state.conj:
        _coordinate(state, at, word)
    elif loose is not None and agrees_before(word, loose, state.facts[loose.head]):
        if frame.object is not None and frame.object.head == loose.head:
            frame.object = None
        _coordinate(state, at, word).topics.append(loose)
    elif state.governed and _attribute(state, at, word):
        pass
    elif _completes(state, frame, word):
        if frame.facts.key == _KANA:
            return frame
        open_complement(state, frame, at, "verb", start=at).before = frame
    elif (begun := _begun(state, word)) is not None:
        state.return_to(begun, at)
        return begun.frame
    elif not _attribute(state, at, word) and not _waiting(state, at):
        state.push("adverbial", at, governor=frame.predicate).before = frame
    return None


def _begun(state: State, word: Facts) -> Level | None:
    """Return a clause around this one that كان has begun and an aside parted from its verb."""
    level = state.level.above
    while state.comma and level is not None:
        frame = level.frame
        if frame is not None and frame.facts.key == _KANA and _completes(state, frame, word):
            return level
        level = level.above
    return None


def _completes(state: State, frame: Draft, word: Facts) -> bool:
    """Say whether the verb completes an auxiliary: كان الوزير يزور, كان الوزير قد زار, بدأ يعمل."""
    if "auxiliary" not in frame.facts.classes or frame.object is not None or frame.predicative is not None:
        return False
    if frame.complements:
        return False
    if frame.facts.key == _KANA:
        return frame.subject is not None or (not state.comma and (word.tense == "imp" or state.may))
    return word.tense == "imp" and not state.comma


def _merge(state: State, auxiliary: Draft, draft: Draft) -> None:
    """Let the frame of كان become part of that of its verb."""
    draft.start = auxiliary.start
    draft.negated = auxiliary.negated
    draft.tense = auxiliary.tense
    draft.modality = auxiliary.modality
    draft.subject = auxiliary.subject
    draft.open = auxiliary.open and auxiliary.subject is None
    draft.args = auxiliary.args
    state.drafts.remove(auxiliary)


def _tell_tense(state: State, draft: Draft, word: Facts, at: int) -> None:
    negation = state.negation
    if 0 <= state.particle < draft.start:
        draft.start = state.particle
    if (negation and word.key != _STILL) or word.key == "ليس":
        draft.negated = True
    if draft.tense:
        return
    if word.tense == "perf" or negation == "لم":
        draft.tense = "past"
    elif negation == "لن" or state.future or word.prep == "س":
        draft.tense = "future"
    else:
        draft.tense = "present"
        if state.may:
            draft.modality = "possible"
        elif word.prep == "ل" or (0 <= state.comp == at - (2 if negation else 1) and not state.facts[state.comp].pron):
            draft.modality = "wished"


def _coordinate(state: State, at: int, word: Facts) -> Level:
    """Join the clause that begins here to the innermost one whose verb has its tense, else to the main one."""
    level: Level | None = state.level
    target = state.level
    while level is not None:
        frame = level.frame
        if frame is not None and frame.facts.tense == word.tense and frame.kind != "participle":
            target = level
            break
        if level.above is None:
            target = level
        level = level.above
    return state.join(target, at)


def _attribute(state: State, at: int, word: Facts) -> bool:
    """Read a verb just after an indefinite noun as a relative clause without pronoun."""
    noun = state.noun
    if noun is None or noun.definite or noun.end != at or state.comma:
        return False
    if not agrees_before(word, noun, state.facts[noun.head]):
        return False
    state.push("relative", at, governor=noun.head).antecedent = noun
    return True


def _waiting(state: State, at: int) -> bool:
    """Go back to a clause around this one that still waits for its verb."""
    level = state.level.above
    while level is not None and level.frame is not None:
        level = level.above
    if level is None:
        return False
    state.return_to(level, at)
    return True


def _subject_before(state: State, draft: Draft, level: Level) -> None:
    """Give a verb the subject that stands before it; it stays open where an attached pronoun may point back to it."""
    word = draft.facts
    facts = state.facts
    antecedent = level.antecedent
    if level.relative >= 0:
        at = level.relative
        if facts[at].word == "الذين" and word.person == "3" and word.number != "plur":
            return
        if antecedent is None or agrees_before(word, antecedent, facts[antecedent.head]):
            refers = antecedent.head if antecedent is not None else -1
            draft.subject = Arg("subject", at, at, at + 1, "relative-subject", 0.85, refers=refers)
            draft.open = bool(word.pron) and (
                antecedent is None or pronoun_agrees(word.pron, antecedent, facts[antecedent.head])
            )
    elif "impersonal" in word.classes:
        return
    elif level.topics:
        for topic in level.topics:
            head = facts[topic.head]
            if agrees_before(word, topic, head):
                draft.subject = Arg("subject", topic.head, topic.start, topic.end, "topic-subject", 0.85)
                draft.open = state.comma or (bool(word.pron) and pronoun_agrees(word.pron, topic, head))
                return
    elif level.pronoun >= 0:
        at = level.pronoun
        draft.subject = Arg("subject", at, at, at + 1, "pronoun-subject", 0.8, pronoun=True)
        draft.open = facts[at].pron == "ه"
    elif antecedent is not None and level.kind == "relative":
        noun = antecedent
        draft.subject = Arg("subject", noun.head, noun.start, noun.end, "attribute-subject", 0.7, dropped=True)
        draft.open = bool(word.pron)
