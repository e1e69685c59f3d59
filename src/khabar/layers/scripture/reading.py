"""Reads the quotations of one text: finds them, gives their references and labels, says how they differ."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from khabar.layers.base import Context, Output, Piece
from khabar.layers.scripture.align import Aligner, Passage, Step
from khabar.layers.scripture.idioms import Weights
from khabar.layers.scripture.index import Index
from khabar.layers.scripture.index import Plain as PlainIndex
from khabar.layers.scripture.introducers import Introducer, Introducers
from khabar.layers.scripture.judge import Fault, Judge
from khabar.layers.scripture.labels import Label, Labels
from khabar.layers.scripture.marks import ELLIPSIS, NUMBER, STOP, Gaps, Zone, zones
from khabar.layers.scripture.mushaf import Mushaf, load, text_file
from khabar.layers.scripture.mushaf import Plain as PlainMushaf
from khabar.layers.scripture.stream import MOST_PLACES, Run, Stream, runs
from khabar.lexicon import Lexicon
from khabar.record import Difference, Scripture
from khabar.text.fold import fold_word

__all__ = ["ScriptureReader", "make", "spelling_variants"]

_LEAST_AGAIN = 14.0
_LEAST_LAST = 9.0
_LEAST_SEED = 26.0
_LONG = 5
_MOST_LEAD = 2
_LEAST_UNKNOWN = 3
_ONE_PASSAGE = 250
_INTRODUCED_WITHIN = 3
_SHORTEST = 3
_MOST_SEAM = 1
_FURTHEST = 2000


class _Quotation(NamedTuple):
    """A passage that was judged a quotation, and how."""

    passage: Passage
    via: str
    zone: Zone | None
    introducer: Introducer | None
    seam: Fault | None = None


class ScriptureReader:
    """Finds quotations of the Quran; made once of the tables, safe among threads."""

    def __init__(self, index: Index, introducers: Introducers, labels: Labels, weights: Weights) -> None:
        self._index = index
        self._introducers = introducers
        self._labels = labels
        self._weights = weights

    def read(self, context: Context) -> Output:
        """Return the quotations in the text, in order."""
        words = context.analysis.words
        stream = Stream(context.analysis, self._index)
        found = runs(stream, self._index)
        if (
            not found
            and not self._introducers.any_in(words)
            and "﴿" not in words
            and "﴾" not in words
            and "{" not in words
        ):
            return Output({"scripture": []})
        return _Reading(self, stream, found, context.explain).output()


class _Reading:
    """One text being read."""

    def __init__(self, tools: ScriptureReader, stream: Stream, found: list[Run], explain: bool) -> None:
        self._index = tools._index
        self._introducers = tools._introducers
        self._labels = tools._labels
        self._stream = stream
        self._runs = found
        self._explain = explain
        self._words = stream.analysis.words
        self._gaps = Gaps(stream)
        self._zones = zones(stream)
        self._aligner = Aligner(stream, self._index, self._gaps)
        self._judge = Judge(stream, self._index, self._gaps, tools._weights)
        self._taken = bytearray(len(stream))
        self._refused = bytearray(len(stream))
        self._quotations: list[_Quotation] = []
        self._warnings: list[tuple[int, str]] = []

    # -- finding -------------------------------------------------------------------------------------------------

    def output(self) -> Output:
        """Find, order and describe the quotations."""
        for zone in self._zones:
            self._read_zone(zone)
        groups = [list(group) for _, group in groupby(self._runs, key=lambda run: (run.word, run.length))]
        for group in groups:
            self._read_runs(group, announced=False)
        for group in groups:  # now that what goes on from an idiom is taken, those that stand alone
            self._read_runs(group, announced=True)
        self._quotations.sort(key=lambda quotation: quotation.passage.first)
        annotations: list[Scripture] = []
        why: dict[tuple[str, int], Sequence[Piece]] = {}
        for quotation in self._quotations:
            annotation, pieces = self._describe(quotation)
            if self._explain:
                why["scripture", len(annotations)] = pieces
            annotations.append(annotation)
        return Output({"scripture": annotations}, [text for _, text in sorted(self._warnings)], why)

    def _is_taken(self, first: int, last: int) -> bool:
        return 1 in self._taken[first:last]

    def _take(self, passages: Sequence[Passage], via: str, zone: Zone | None, introducer: Introducer | None) -> None:
        for number, passage in enumerate(passages):
            seam = self._seam(passage, passages[number + 1]) if number + 1 < len(passages) else None
            self._quotations.append(_Quotation(passage, via, zone, introducer, seam))
        first, last = passages[0].first, passages[-1].last
        self._taken[first:last] = b"\1" * (last - first)

    def _read_zone(self, zone: Zone) -> None:
        if self._is_taken(zone.begin, zone.end):
            return
        marked = zone.kind in ("quran", "brace")
        introducer = self._introducers.before(self._words, zone.opener)
        if not marked and introducer is None and not self._runs_in(zone):
            return
        passages = self._merge(self._aligner.zone(zone.begin, zone.end))
        if marked or introducer is not None:
            good = self._judge.marked(passages, zone)
        else:
            good = self._judge.quoted(passages, zone.begin, zone.end)
        if good:
            via = "marked" if marked else "introduced" if introducer else "quoted"
            self._take(passages, f"scripture/{via}", zone, introducer)
            return
        if marked:
            self._refused[zone.begin : zone.end] = b"\1" * (zone.end - zone.begin)
        if zone.kind == "quran" and zone.end - zone.begin >= _LEAST_UNKNOWN:
            at = self._judge.span(zone.begin, zone.end)[0]
            self._warnings.append((at, f"The words in ﴿ ﴾ at {at} are not in the Quran as they stand."))

    def _runs_in(self, zone: Zone) -> bool:
        """Say whether runs cover most of a zone."""
        first = bisect_left(self._runs, (zone.begin, -1, -1))
        covered = 0
        end = zone.begin
        for run in self._runs[first:]:
            if run.word >= zone.end:
                break
            covered += max(0, min(run.word + run.length, zone.end) - max(run.word, end))
            end = max(end, run.word + run.length)
        return covered >= 3 and covered * 2 >= zone.end - zone.begin

    def _read_runs(self, same_start: list[Run], *, announced: bool) -> None:
        """Judge runs that begin at the same word and are equally long, as running text.

        With ``announced`` those that weigh little but are announced, else the others.
        """
        length = len(self._judge.split(same_start[0]))
        for piece in range(length):
            best: Passage | None = None
            for run in same_start:
                pieces = self._judge.split(run)
                if len(pieces) <= piece or pieces[piece].length < 3:
                    continue
                first, last = pieces[piece].word, pieces[piece].word + pieces[piece].length
                if self._is_taken(first, last):
                    continue
                if run is same_start[0] and not self._is_seed(first, last, announced=announced):
                    break
                begin, end = self._free_around(first, last)
                grown = self._aligner.grow(pieces[piece], begin, end, self._judge.weight, _LEAST_AGAIN)
                if grown.same() >= _LONG:
                    grown = self._aligner.complete(grown, begin, end, self._judge.weight, _LEAST_LAST)
                if best is None or (grown.same(), -grown.faults()) > (best.same(), -best.faults()):
                    best = grown
            if best is None:
                continue
            best = self._judge.trim(best)
            introducer = self._announced(best)
            if introducer is not None and 0 < introducer.distance <= _MOST_LEAD and best.same() > _SHORTEST:
                best = self._from(introducer, best)
            at_once = introducer is not None and not introducer.distance and introducer.row.cells["class"] == "far"
            if self._judge.bare(best, introduced=introducer is not None, at_once=at_once):
                via = "scripture/introduced" if introducer is not None else "scripture/bare"
                self._take([best], via, None, introducer)

    def _is_seed(self, first: int, last: int, *, announced: bool) -> bool:
        """Say whether a run may be (part of) a quotation: it weighs something, or is announced."""
        weight, count = self._judge.weigh(first, last)
        if count and (weight >= _LEAST_SEED or last - first > _SHORTEST):
            return not announced
        return announced and self._introducers.before(self._words, self._stream.first[first]) is not None

    def _announced(self, passage: Passage) -> Introducer | None:
        """Return what announces a passage of running text right before it."""
        introducer = self._introducers.before(self._words, self._stream.first[passage.first])
        if introducer is None or introducer.distance > _INTRODUCED_WITHIN:
            return None
        if self._refused[passage.first]:  # the marks announce all of what they hold, and that is not in the Quran
            return None
        sure = introducer.row.cells["class"] == "far"
        return introducer if sure or passage.same() > _SHORTEST else None

    def _from(self, introducer: Introducer, passage: Passage) -> Passage:
        """Begin a passage where a colon after its introducer says that it begins: its first words may differ."""
        begin = bisect_left(self._stream.first, introducer.last)
        colon = ":" in self._words[introducer.last : self._stream.first[begin]]
        return self._aligner.lead(passage, begin) if colon and begin < passage.first else passage

    def _free_around(self, first: int, last: int) -> tuple[int, int]:
        """Return how far a passage may grow: to what is taken already, and no further than is worth looking."""
        low, high = max(0, first - _FURTHEST), min(len(self._stream), last + _FURTHEST)
        end = self._taken.find(1, last, high)
        return max(low, self._taken.rfind(1, low, first) + 1), high if end < 0 else end

    def _merge(self, passages: list[Passage]) -> list[Passage]:
        """Join passages of one sura between which the text has an ellipsis."""
        merged: list[Passage] = []
        for passage in passages:
            before = merged[-1] if merged else None
            if (
                before is not None
                and 0 <= passage.place - before.end <= _ONE_PASSAGE
                and self._index.mushaf.verse(passage.place)[0] == self._index.mushaf.verse(before.end - 1)[0]
                and self._gaps.between(before.last - 1) == ELLIPSIS
            ):
                gap = Step(before.last, before.last, before.end, passage.place, "ellipsis")
                merged[-1] = Passage((*before.steps, gap, *passage.steps))
            else:
                merged.append(passage)
        return merged

    def _seam(self, before: Passage, after: Passage) -> Fault | None:
        """Return the fault of two passages that one pair of marks runs together without a sign."""
        mushaf = self._index.mushaf
        if self._gaps.between(before.last - 1) in (ELLIPSIS, NUMBER, STOP):
            return None
        ends = mushaf.verse_end(before.end - 1) == before.end
        if ends and mushaf.verse_start(after.place) == after.place:
            return None
        if ends:
            return Fault(after.first, after.first, after.place - 1, after.place)
        return Fault(after.first, after.first, before.end, before.end + _MOST_SEAM)

    # -- describing ----------------------------------------------------------------------------------------------

    def _also(self, passage: Passage) -> list[int]:
        """Return the other places where the words of a passage stand in a row."""
        ids, mushaf = self._index.ids, self._index.mushaf
        place, length = passage.place, passage.end - passage.place
        rarest = min(
            range(length), key=lambda k: self._index.occurrences(ids[place + k]) if ids[place + k] >= 0 else 10**6
        )
        spelled = [mushaf.spellings[kind].strict[0] for kind in mushaf.kinds[place : place + length] if kind >= 0]
        found = []
        for other in self._index.places(ids[place + rarest]):
            start = other - rarest
            if start < 0 or start == place or ids[start : start + length] != ids[place : place + length]:
                continue
            if [mushaf.spellings[kind].strict[0] for kind in mushaf.kinds[start : start + length]] == spelled:
                found.append(start)
        return found

    def _reference(self, place: int, length: int) -> tuple[tuple[int, int], tuple[int, int]]:
        return self._index.mushaf.verse(place), self._index.mushaf.verse(place + length - 1)

    def _label(self, quotation: _Quotation) -> Label | None:
        analysis, stream = self._stream.analysis, self._stream
        passage, zone = quotation.passage, quotation.zone
        if zone is not None and zone.end == passage.last:
            end = analysis.ends[zone.closer]
        else:
            end = analysis.ends[stream.last[passage.last - 1] - 1]
        label = self._labels.after(analysis.folded.text, end)
        if label is None and (zone is None or zone.begin == passage.first):
            start = analysis.starts[zone.opener if zone else stream.first[passage.first]]
            label = self._labels.before(analysis.folded.text, start)
        return label

    def _describe(self, quotation: _Quotation) -> tuple[Scripture, list[Piece]]:
        passage = quotation.passage
        length = passage.end - passage.place
        label = self._label(quotation)
        places = sorted([passage.place, *self._also(passage)])
        named = [p for p in places if label and label.covers(*self._reference(p, length))]
        # places of the same words may differ in their rasm: the text is exact if it is so at one of them
        faults, place = min((self._judge.faults(_at(passage, p)), p) for p in (named or places)[:MOST_PLACES])
        first, last = self._reference(place, length)
        if quotation.seam:
            faults.append(quotation.seam)
        start, end = self._judge.span(passage.first, passage.last)
        label_span = self._stream.analysis.folded.span(label.start, label.end) if label else (0, 0)
        text = self._stream.analysis.text
        annotation = Scripture(
            start=start,
            end=end,
            text=text[start:end],
            work="quran",
            ref=_ref(first),
            end_ref=_ref(last),
            exact=not faults,
            differences=[self._difference(fault, end) for fault in faults],
            also=list(dict.fromkeys(_range(*self._reference(p, length)) for p in places if p != place)),
            label=text[slice(*label_span)] if label else None,
            label_right=bool(named) if label else None,
            via=quotation.via,
        )
        if label and not named:
            what = f"The reference «{annotation.label}» ({label.verses()}) is wrong"
            self._warnings.append((start, f"{what}: the words at {start} are {_range(first, last)}."))
        return annotation, self._pieces(quotation, annotation, label, label_span) if self._explain else []

    def _difference(self, fault: Fault, end: int) -> Difference:
        expected = self._index.mushaf.words(fault.place, fault.end)
        if fault.first < fault.last:
            at, _ = self._judge.span(fault.first, fault.last)
            return Difference(at=at, found=self._judge.source(fault.first, fault.last), expected=expected)
        at = self._judge.span(fault.first, fault.first + 1)[0] if fault.first < len(self._stream) else end
        return Difference(at=min(at, end), found="", expected=expected)

    def _pieces(
        self, quotation: _Quotation, annotation: Scripture, label: Label | None, label_span: tuple[int, int]
    ) -> list[Piece]:
        analysis, text = self._stream.analysis, self._stream.analysis.text
        pieces = []
        if quotation.introducer:
            start, end = analysis.folded.span(
                analysis.starts[quotation.introducer.first], analysis.ends[quotation.introducer.last - 1]
            )
            pieces.append(Piece(start, end, text[start:end], "announces a quotation", quotation.introducer.row.place))
        if quotation.zone:
            for token, meaning in ((quotation.zone.opener, "opens it"), (quotation.zone.closer, "closes it")):
                start, end = analysis.folded.span(analysis.starts[token], analysis.ends[token])
                pieces.append(Piece(start, end, text[start:end], meaning))
        same = (
            f"{quotation.passage.same()} words as in the Quran (quran-text, Hafs), {len(annotation.differences)} differ"
        )
        pieces.append(Piece(annotation.start, annotation.end, annotation.text, same))
        if label:
            start, end = label_span
            row = label.row.place if label.row else ""
            pieces.append(Piece(start, end, text[start:end], f"the text's own reference, {label.verses()}", row))
        return sorted(pieces)


def _at(passage: Passage, place: int) -> Passage:
    """Return the passage as it would stand at ``place``."""
    shift = place - passage.place
    if not shift:
        return passage
    return Passage(tuple(step._replace(place=step.place + shift, end=step.end + shift) for step in passage.steps))


def _ref(verse: tuple[int, int]) -> str:
    return f"{verse[0]}:{verse[1]}"


def _range(first: tuple[int, int], last: tuple[int, int]) -> str:
    if first == last:
        return _ref(first)
    return f"{_ref(first)}-{last[1]}" if first[0] == last[0] else f"{_ref(first)}-{_ref(last)}"


def spelling_variants(lexicon: Lexicon) -> dict[str, list[str]]:
    """Return the table ``spellings``: folded spelling to further ones."""
    variants: dict[str, list[str]] = {}
    for row in lexicon.table("scripture/spellings").rows:
        variants.setdefault(fold_word(row.cells["form"]), []).append(fold_word(row.cells["value"]))
    return variants


def _plain(lexicon: Lexicon) -> tuple[PlainMushaf, PlainIndex]:
    index = Index(load(spelling_variants(lexicon)))
    return index.mushaf.plain, index.plain


def make(lexicon: Lexicon) -> ScriptureReader:
    """Make the reader of the package's text and the tables of ``lexicon``."""
    text, plain = lexicon.cached("quran", lambda: _plain(lexicon), text_file())
    index = Index(Mushaf(text), plain)
    weights = Weights(lexicon.table("scripture/common").rows, lexicon.table("scripture/idioms").rows, index)
    introducers = Introducers(lexicon.table("scripture/introducers").rows)
    return ScriptureReader(index, introducers, Labels(lexicon.table("scripture/suras").rows), weights)
