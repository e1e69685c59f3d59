"""Whether the weekday words of a text (اليوم الخميس, أمس الأحد) agree with its document date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from khabar.layers.times.phrase import Phrase

__all__ = ["fitting_date"]


def fitting_date(published: date, phrases: Iterable[Phrase]) -> tuple[date, list[Phrase]]:
    """Return the date nearest to ``published`` that most weekday words fit, and the phrases that contradict it."""
    votes: Counter[int] = Counter()
    told: list[tuple[int, Phrase]] = []
    for phrase in phrases:
        if phrase.kind not in ("day", "clock") or phrase.unit != "D" or phrase.offset is None or not phrase.weekday:
            continue
        if phrase.day is not None:
            continue
        stated = (published.isoweekday() + phrase.offset - 1) % 7 + 1
        shift = (phrase.weekday - stated + 3) % 7 - 3
        votes[shift] += 1
        told.append((shift, phrase))
    if not votes:
        return published, []
    best = 0 if votes[0] else min(votes, key=lambda shift: (-votes[shift], abs(shift)))
    against = [phrase for shift, phrase in told if shift != (best if best == 0 else 0)]
    return published + timedelta(days=best), against
