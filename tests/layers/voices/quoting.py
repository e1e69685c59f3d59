"""A plain finder of quotations, so that this room is tested without the room below it."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Cue", "Quotation", "quotations"]

_SAY = (
    "قال|ذكر|صرح|أفاد|تابع|أضاف|أكد|أوضح|أعلن|كتب|زاد|لفت|أشار|شدد|رأ|يرى|اعتبر|توقع|حذر|تعهد|رجح|هدد|وصف|أقر|اعترف|نفى|أنكر|زعم|"
    "ادعى|كشف|جاء|سأل|هتف|صاح|ختم|نقل|قالت|ذكرت|أفادت|أكدت|أعلنت|أضافت|رأت|كشفت|قول|مشيرا|مضيفا|مؤكدا|يقول|تقول|أورد|علم|نفت|كذب"
)
_WORD = r"[\u0600-\u06ff]+"
_INDIRECT = re.compile(
    rf"(?<!\w)[وف]?(?P<cue>(?:{_SAY})(?:ت|وا|ا|ى)?)(?!\w)(?:[ ،]+[^\s.!؟«»:]+){{0,8}}? ?[:،]? ?"
    rf"(?:ب?[أإ]نّ?(?:ه|ها|هم|نا)?)(?!\w) (?P<content>[^.!؟«»\n]+(?:«[^»]*»[^.!؟«»\n]*)*)"
)
_DIRECT = re.compile(r"[«\"“](?P<content>[^«»\"“”]+)[»\"”]")
_NAMES = re.compile(r"(?:فيلم|كتاب|رواية|مسلسل|بعنوان|حملة|عملية|مذكرة|موقع|شعار|يسمى|باسم|اسم|لواء) *$")
_SPOKEN = re.compile(rf"(?:{_SAY}|كلمة|رسالت|خطبت|حديث|عبارة|وعد)")
_COLON = re.compile(rf"(?<!\w)[وف]?(?P<cue>(?:{_SAY}))(?: {_WORD}){{0,8}}?: ?(?P<content>[^«\"“\n.]+)")
_HEADLINE = re.compile(rf"^(?P<speaker>{_WORD}(?: {_WORD}){{0,4}}): (?P<content>[^\n.«»]+)$")
_FEWEST = 3


class Cue(NamedTuple):
    """A cue as the record has it."""

    start: int
    end: int
    text: str


class Quotation(NamedTuple):
    """A quotation as the record has it, as far as this room looks at it."""

    start: int
    end: int
    kind: str
    cue: Cue | None
    speaker: str | None
    speaker_text: str | None
    stance: str = "neutral"


def quotations(text: str) -> list[Quotation]:
    """Return what is quoted in a short text: speech within marks, after a cue with أن, after a cue with a colon."""
    found = []
    for match in _DIRECT.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        near = before.rsplit("\n", 1)[-1]
        spoken = _SPOKEN.search(near) or _SPOKEN.search(text[match.end() : match.end() + 14])
        speech = spoken and not _NAMES.search(near)
        kind = "direct" if speech and len(match["content"].split()) >= _FEWEST else "scare"
        found.append(Quotation(match.start("content"), match.end("content"), kind, None, None, None))
    for pattern, kind in ((_INDIRECT, "indirect"), (_COLON, "direct")):
        for match in pattern.finditer(text):
            cue = Cue(match.start("cue"), match.end("cue"), match["cue"])
            found.append(Quotation(match.start("content"), match.end("content"), kind, cue, None, None))
    headline = _HEADLINE.match(text)
    if headline and not found and len(headline["content"].split()) >= _FEWEST:
        start, end = headline.span("content")
        found.append(Quotation(start, end, "indirect", None, None, headline["speaker"]))
    return sorted(found)
