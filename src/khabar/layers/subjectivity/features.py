"""What the voices show of a sentence, as numbers; training and reading describe sentences by the same function.

Shares are of the characters of a sentence. Features, all between 0 and about 1: the share of each voice but report
(both kinds of quotation as one, furniture and scripture as one); whether a mark of each group stands in the sentence,
and how many kinds of marks do; the share of the author's judgement in the rest of the text and in the sentences beside
this one, and how little text there is beside it; figures and marks of question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from khabar.record import Voice

__all__ = ["FEATURES", "describe"]

_OWN = frozenset(("opinion", "claim", "prediction", "call", "question"))
_VOICES: Final[Mapping[str, str]] = {
    "opinion": "opinion",
    "claim": "claim",
    "prediction": "prediction",
    "call": "call",
    "question": "question",
    "direct_quote": "quoted",
    "indirect_quote": "quoted",
    "scripture": "furniture",
    "boilerplate": "furniture",
}
_MARKS: Final[Mapping[str, str]] = {
    "evaluation": "judges",
    "comment": "judges",
    "minimise": "judges",
    "simile": "judges",
    "absolute": "judges",
    "this_is": "judges",
    "exclamation": "exclaims",
    "headline_exclamation": "exclaims",
    "first_person": "speaks",
    "author": "speaks",
    "we": "speaks",
    "inference": "argues",
    "motive": "argues",
    "general": "argues",
    "certainty": "argues",
    "shows": "argues",
    "only": "argues",
    "counterfactual": "argues",
    "epistemic": "doubts",
    "inna": "stresses",
    "laqad": "stresses",
    "concession": "connects",
    "discourse": "connects",
    "abstract": "abstracts",
    "dots": "dots",
    "equation": "equates",
    "so_called": "distances",
    "deontic": "obliges",
    "impersonal": "impersonal",
    "scheduled": "scheduled",
    "law": "scheduled",
}
FEATURES: Final = (
    "bias",
    *dict.fromkeys(_VOICES.values()),
    *dict.fromkeys(_MARKS.values()),
    "marks",
    "text",
    "beside",
    "alone",
    "figures",
    "asks",
)
# So many kinds of marks count as full; so many characters of news are added to every text, so that short ones say
# little.
_MANY = 4
_PRIOR = 300


def describe(text: str, sentences: Sequence[tuple[int, int]], voices: Sequence[Voice]) -> Iterator[dict[str, float]]:
    """Yield the features of each sentence; ``voices`` tile the text, as the layer of voices gives them."""
    drafts = list(_drafts(sentences, voices))
    lengths = [end - start for start, end in sentences]
    own = [sum(draft.get(name, 0.0) for name in _OWN) for draft in drafts]
    owned = sum(share * length for share, length in zip(own, lengths, strict=True))
    total = sum(lengths) + _PRIOR
    beside = [0.0, *own, 0.0]
    for at, (draft, (start, end)) in enumerate(zip(drafts, sentences, strict=True)):
        words = text[start:end]
        rest = total - lengths[at]
        draft["text"] = (owned - own[at] * lengths[at]) / rest
        draft["alone"] = _PRIOR / rest
        draft["beside"] = (beside[at] + beside[at + 2]) / 2
        draft["figures"] = float(any(map(str.isdigit, words)))
        draft["asks"] = float("؟" in words or "?" in words)
        yield draft


def _drafts(sentences: Sequence[tuple[int, int]], voices: Sequence[Voice]) -> Iterator[dict[str, float]]:
    """Yield for each sentence the shares of its voices and the groups of its marks."""
    first = 0
    for start, end in sentences:
        draft = {"bias": 1.0}
        kinds: set[str] = set()
        while first < len(voices) and voices[first].end <= start:
            first += 1
        at = first
        while at < len(voices) and voices[at].start < end:
            voice = voices[at]
            name = _VOICES.get(voice.voice)
            if name is not None:
                share = (min(end, voice.end) - max(start, voice.start)) / (end - start)
                draft[name] = draft.get(name, 0.0) + share
            kinds.update(mark.kind for mark in voice.marks if start <= mark.start < end)
            at += 1
        known = kinds & _MARKS.keys()
        draft["marks"] = min(1.0, len(known) / _MANY)
        draft.update(dict.fromkeys(map(_MARKS.__getitem__, known), 1.0))
        yield draft
