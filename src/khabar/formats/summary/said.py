"""Who says it: speakers with their shares, what the author says himself, marked and repeated words, wording."""

from __future__ import annotations

from khabar.formats.actors import Names, name_of
from khabar.formats.persuasion import is_authors, used
from khabar.formats.speech import AUTHORS, Speaker, holder_name, percent, shares, speakers
from khabar.formats.summary.page import INDENT, MOST, Cell, Page
from khabar.formats.terminal import clean, clip, display_width, wrap
from khabar.record import Quotation, Record

__all__ = ["author", "marked", "marked_words", "persuasion", "repeated", "who_says"]

_MOST_SPEAKERS = 12
_MOST_OF_A_VOICE = 6
_MOST_WORDINGS = 4
_BAR, _SHORT_BAR, _WIDE = 20, 8, 80
_COLOURS = {"news": "dim", "author": "yellow", "scripture": "green"}


def who_says(page: Page) -> list[str]:
    """Write the shares of the voices, then each speaker with his share, his quotations and whom he speaks of."""
    record, say = page.record, page.say
    if not record.voices and not any(one.kind != "scare" for one in record.quotations):
        return []
    parts = [f"{say.word('voice', voice)} {percent(share)}" for voice, share in shares(record).items()]
    wrapped = wrap(parts, page.terminal.width - len(INDENT), between=" · ")
    lines = [page.line(*[Cell(part, ("dim",)) for part in line], gap=" · ") for line in wrapped]
    found = speakers(record, say)
    rows = []
    size = _BAR if page.terminal.width >= _WIDE else _SHORT_BAR
    for one in found[:_MOST_SPEAKERS]:
        filled = max(1, round(one.share * size))
        bar = Cell("█" * filled + "░" * (size - filled), (_COLOURS.get(one.kind, "blue"),))
        rows.append([Cell(f"{percent(one.share):>4}"), bar, Cell(clean(one.name), ("bold",))])
    return (
        lines
        + page.table(rows, [_notes(page, one) for one in found[:_MOST_SPEAKERS]])
        + page.more(len(found) - _MOST_SPEAKERS)
    )


def _notes(page: Page, one: Speaker) -> str:
    """Return how often somebody is quoted, and of whom he speaks."""
    record, say = page.record, page.say
    direct = sum(record.quotations[index].kind == "direct" for index in one.quotations)
    counts = (("direct", direct), ("indirect", len(one.quotations) - direct))
    notes = [say(f"speaker.{kind}", count=count) for kind, count in counts if count]
    about = ("، " if say.right_to_left else ", ").join(
        clean(name_of(record.entities[index], say)) for index, _ in one.about[:3]
    )
    return " · ".join([*notes, *([f"{say('speaker.about')}: {about}"] if about else [])])


def author(page: Page) -> list[str]:
    """Write what the author says in his own voice: his judgements, claims, predictions, calls and questions."""
    lines = []
    for voice in AUTHORS:
        own = [one for one in page.record.voices if one.voice == voice]
        if not own:
            continue
        lines.append(page.line(Cell(page.say(f"author.{voice}"), ("yellow",)), Cell(f"({len(own)})", ("dim",))))
        room = page.terminal.width - 3 * len(INDENT)
        lines += [page.line(clip(clean(one.text.strip()), room), indent=INDENT * 3) for one in own[:_MOST_OF_A_VOICE]]
        if len(own) > _MOST_OF_A_VOICE:
            left = page.say("summary.more", count=len(own) - _MOST_OF_A_VOICE)
            lines.append(page.line(Cell(left, ("dim",)), indent=INDENT * 3))
    return lines


def marked_words(record: Record) -> dict[str, int]:
    """Return the words in marks that are nobody's speech, and how often each comes."""
    found: dict[str, int] = {}
    for one in record.quotations:
        if one.kind == "scare":
            found[one.text] = found.get(one.text, 0) + 1
    return found


def repeated(record: Record) -> list[tuple[Quotation, Quotation]]:
    """Return the wordings that are quoted again in other words, each after its first use."""
    by_id = {one.id: one for one in record.quotations}
    return [
        (by_id[one.repeats.of], one)
        for one in record.quotations
        if one.repeats and one.repeats.differences and one.repeats.of in by_id
    ]


def marked(page: Page) -> list[str]:
    """Write the marked words on as few lines as they need, then each wording that was quoted otherwise before."""
    words = [
        f"«{clean(text)}»" + (f" ×{count}" if count > 1 else "") for text, count in marked_words(page.record).items()
    ]
    room = page.terminal.width - 2 * len(INDENT)
    lines = [
        page.line(*map(Cell, line), gap=" · ")
        for line in wrap([clip(word, room) for word in words[:MOST]], page.terminal.width - len(INDENT), between=" · ")
    ]
    lines += page.more(len(words) - MOST)
    pairs = repeated(page.record)
    for first, again in pairs[:MOST]:
        for key, one in (("first", first), ("again", again)):
            name = page.say(f"marked.{key}")
            text = clip(f"«{clean(one.text)}»", room - display_width(name) - 3)
            lines.append(page.line(Cell(f"{name}:", ("dim",)), Cell(text)))
        for change in again.repeats.differences if again.repeats else ():
            kind = "changed" if change.found and change.expected else "added" if change.found else "left_out"
            told = page.tell(f"repeat.{kind}", found=change.found, expected=change.expected)
            lines.append(page.line(Cell(told, ("red",)), indent=INDENT * 3))
    return lines + page.more(len(pairs) - MOST)


def persuasion(page: Page) -> list[str]:
    """Write the techniques with both figures and the wordings, each with whose it is; a definition under each."""
    record, say = page.record, page.say
    if not record.persuasion:
        return []
    names = Names(record, say)
    room = page.terminal.width - 3 * len(INDENT)
    lines = [
        page.line(Cell(" ".join(line), ("dim",)))
        for line in wrap(say("persuasion.lead").split(), page.terminal.width - len(INDENT), between=" ")
    ]
    for row in used(record, say):
        both = f"{say('persuasion.all')} {len(row.places)} · {say('persuasion.author')} {row.authors}"
        head = [Cell(row.technique.name, ("bold",)), Cell(both, ("yellow",))]
        if display_width(row.technique.name) + display_width(both) <= room:
            lines.append(page.line(*head, gap="  "))
        else:
            lines += [page.line(head[0]), page.line(head[1], indent=INDENT * 2)]
        lines += [
            page.line(Cell(" ".join(line), ("dim",)), indent=INDENT * 2)
            for line in wrap(row.technique.definition.split(), room, between=" ")
        ]
        for index in row.places[:_MOST_WORDINGS]:
            found = record.persuasion[index]
            whose = clip(clean(holder_name(found.holder, names, say)), room // 3)
            text = clip(f"«{clean(found.text)}»", room - display_width(whose) - 3)
            style = ("yellow",) if is_authors(found) else ("dim",)
            lines.append(page.line(Cell(text), Cell(whose, style), indent=INDENT * 3, gap=" · "))
        if len(row.places) > _MOST_WORDINGS:
            left = say("summary.more", count=len(row.places) - _MOST_WORDINGS)
            lines.append(page.line(Cell(left, ("dim",)), indent=INDENT * 3))
    return lines
