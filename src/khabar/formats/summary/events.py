"""What happened: who did what to whom, each event once; and agreements with what they provide for."""

from __future__ import annotations

from khabar.formats.actors import Names
from khabar.formats.happened import (
    Happening,
    account,
    event_days,
    happenings,
    mode_name,
    party_name,
    place_name,
    side,
    type_name,
)
from khabar.formats.summary.page import INDENT, MOST, Cell, Page
from khabar.formats.summary.times import days
from khabar.formats.terminal import clean, clip
from khabar.record import Party

__all__ = ["agreements", "events"]

_WIDE = 72  # columns; on narrower terminals the actors stand below


def events(page: Page) -> list[str]:
    """Write each event on a line: its day, who, what, to whom; under it place, account and the words of the text."""
    record, say = page.record, page.say
    names = Names(record, say)
    times = {time.id: time for time in record.times}
    found = happenings(record)
    rows, notes = [], []
    for one in found[:MOST]:
        event = one.event
        first, last = event_days(event, times)
        when = days(first, last) if first and last else "·"
        color = "blue" if side(event) == "coop" else "red"
        what = type_name(event, say)
        mark = Cell("●" if event.status == "asserted" else "○", (color,))
        who = _parties(page, event.actors, names)
        whom = _parties(page, event.recipients, names)
        cells = [mark, Cell(when, (color,))]
        if page.terminal.width >= _WIDE:
            rows.append([*cells, Cell(who, ("bold",)), Cell(what, (color,)), Cell(whom)])
            notes.append(_notes(page, one, names))
        else:
            rows.append([*cells, Cell(what, (color,))])
            parties = (("actor", who), ("recipient", whom))
            told = [f"{say(f'event.{role}')}: {called}" for role, called in parties if called]
            notes.append(" · ".join([*told, _notes(page, one, names)]))
    return page.table(rows, notes) + page.more(len(found) - MOST)


def _parties(page: Page, parties: list[Party], names: Names) -> str:
    called = dict.fromkeys(clean(party_name(one, names, page.say)) for one in parties)
    return ("، " if page.say.right_to_left else ", ").join(called)


def _notes(page: Page, one: Happening, names: Names) -> str:
    event, say = one.event, page.say
    whose = account(event, page.record, names, say)
    notes = [
        mode_name(event, say),
        say.word("status", event.status) if event.status != "asserted" else "",
        say("event.historical") if event.historical else "",
        say.word("certainty", event.certainty) if event.certainty != "certain" else "",
        place_name(event, names, say),
        f"{say('event.account')}: {whose}" if whose and whose != say("event.news") else "",
        f"×{len(one.tellings)}" if len(one.tellings) > 1 else "",
        f"«{event.text}»",
    ]
    return " · ".join(clean(note) for note in notes if note)


def agreements(page: Page) -> list[str]:
    """Write each agreement with its parties, date and state, and what it provides for."""
    names = Names(page.record, page.say)
    lines = []
    room = page.terminal.width - 4 * len(INDENT)
    for one in page.record.agreements[:MOST]:
        facts = [
            page.say.word("agreement", one.kind),
            " – ".join(filter(None, map(names, one.parties))),
            one.date or "",
            page.say.word("state", one.state.replace(" ", "_")) if one.state else "",
        ]
        told = Cell(clip(" · ".join(clean(fact) for fact in facts if fact), room // 2), ("dim",))
        lines.append(page.line(Cell(clip(clean(one.name), room // 2), ("bold",)), told, gap="  "))
        for number, provision in enumerate(one.provisions, 1):
            lines.append(page.line(Cell(f"{number}."), Cell(clip(clean(provision.text), room)), indent=INDENT * 2))
    return lines + page.more(len(page.record.agreements) - MOST)
