"""The record: what khabar says about one text.

This is the one contract between the reader, the exporters and the benchmarks (``docs/record.md``). Offsets are
Unicode code points into ``Record.text``, half-open; ``text[start:end]`` always equals the annotation's own ``text``.
Every annotation names in ``via`` the rule or table entry that made it.

Vocabularies: TIMEX3 for times (ISO-TimeML), ISO 4217 for money. New fields may be added under
``khabar.record/1``; anything else raises the number.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import Annotated, Any, Literal

import msgspec

__all__ = [
    "SCHEMA",
    "Agreement",
    "Cue",
    "Difference",
    "Document",
    "Entity",
    "Event",
    "Furniture",
    "Generator",
    "Geo",
    "Interval",
    "Mark",
    "Mention",
    "NestedVoice",
    "Party",
    "Persuasion",
    "Provision",
    "Quantity",
    "Quotation",
    "QuotationSource",
    "Record",
    "Repeat",
    "Role",
    "Scripture",
    "Sentence",
    "Span",
    "Sum",
    "Time",
    "Token",
    "Voice",
    "VoiceCue",
    "VoiceName",
    "VoiceSource",
    "json_schema",
]

SCHEMA: Literal["khabar.record/1"] = "khabar.record/1"

# What the schema says of these strings and numbers wherever they stand.
Offset = Annotated[int, msgspec.Meta(ge=0, description="Code points from the beginning of the text.")]
Day = Annotated[str, msgspec.Meta(pattern=r"^-?\d{4,}-\d\d-\d\d$", description="ISO 8601 calendar day.")]
Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", description="SHA-256 in hexadecimal digits.")]
Verse = Annotated[str, msgspec.Meta(pattern=r"^\d{1,3}:\d{1,3}$", description="Sura and verse: 60:9.")]
Via = Annotated[str, msgspec.Meta(min_length=1, description="The rule, table entry or model that made the annotation.")]
VoiceName = Literal[
    "report",
    "direct_quote",
    "indirect_quote",
    "claim",
    "opinion",
    "prediction",
    "call",
    "question",
    "scripture",
    "boilerplate",
]
Unit = Annotated[
    str,
    msgspec.Meta(
        pattern="^(person|percent|km|m|tonne|kg|item|other|money:[A-Z]{3})$",
        description="What is counted or measured; money with its ISO 4217 code, XXX where the text does not tell it.",
    ),
]


class Generator(msgspec.Struct, frozen=True, kw_only=True):
    """What made the record: program, version, digest of its tables, digests of its models."""

    name: str
    version: str
    lexicons: str
    models: dict[str, str] = {}


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Where the text came from. ``sha256`` is of the UTF-8 text; ``published`` an ISO date or None if not known.

    ``published_from`` names the part of a web page that gave the date (``meta article:published_time``).
    """

    id: str
    sha256: Digest
    title: str | None = None
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: Day | None = None
    published_from: str | None = None
    language: str | None = None
    media_type: str | None = None
    encoding: str | None = None


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence and the number of the paragraph it stands in (from 0)."""

    start: Offset
    end: Offset
    paragraph: int
    subjectivity: float | None = None


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A word, number or mark (only with ``tokens=True``)."""

    start: Offset
    end: Offset
    lemma: str | None = None
    upos: str | None = None
    clitics: list[str] = []


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A TIMEX3 expression.

    ``value`` is TIMEX3 (``2016-09-23``, ``P3D``, ``2015-W31``, ``199``, ``PAST_REF``); ``earliest`` and ``latest``
    are the first and last calendar day it can mean, None where it names none or the document date is missing.
    """

    id: str
    start: Offset
    end: Offset
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    earliest: Day | None = None
    latest: Day | None = None
    calendar: Literal["gregorian", "hijri"] = "gregorian"
    approximate: bool = False
    via: Via


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Two time expressions that are the ends of one stretch (``begin`` and ``end`` are ids of times)."""

    id: str
    begin: str
    end: str
    earliest: Day | None = None
    latest: Day | None = None
    via: Via


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A count or measure. ``value`` is None where the text gives only bounds (``low``, ``high``)."""

    id: str
    start: Offset
    end: Offset
    text: str
    value: int | float | None
    low: int | float | None
    high: int | float | None
    approximate: bool
    unit: Unit
    noun: str | None = None
    role: Literal["killed", "wounded", "detained", "displaced", "deployed", "missing", "other"] | None = None
    via: Via


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """A total and its stated parts (ids of quantities); ``adds_up`` says whether the parts reach the total."""

    total: str
    parts: list[str]
    adds_up: bool
    via: Via


class Geo(msgspec.Struct, frozen=True, kw_only=True):
    """Where a place lies, in degrees (WGS 84), with its number in GeoNames if it has one."""

    lat: float
    lon: float
    geonames: int | None = None


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the text where an entity is named.

    ``form`` says how: by its name, an alias, a nationality adjective, a short form, a pronoun, or a common noun.
    ``type`` is the type of this mention (a nisba of a state is NORP); ``loaded`` tells a name that shows a stance.
    """

    start: Offset
    end: Offset
    text: str
    form: Literal["name", "alias", "nisba", "short", "pronoun", "nominal"]
    type: Literal["PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"]
    loaded: bool = False
    score: float | None = None
    via: Via


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A function of a person as the text gives it; ``of`` is the entity it belongs to, ``sector`` PLOVER's."""

    start: Offset
    end: Offset
    text: str
    of: str | None = None
    code: str | None = None
    sector: str | None = None
    via: Via


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something named, with all mentions of it.

    ``code`` is the ISO 3166-1 alpha-3 code of the state it is, belongs to or is a citizen of, or IGO for an
    international body; parties and armed groups, which act for themselves, have none: ``country`` says where they are
    at home (for all others it is ``code``) and ``actor`` is their key (``ISIS``; ``UNO`` for a body). ``also`` are
    other entries that the name could mean, as ``name (code)``. ``name_en_by`` says where ``name_en`` comes from: the
    tables, the letters of the name, or its words.
    """

    id: str
    type: Literal["PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"]
    name: str
    name_en: str | None = None
    name_en_by: Literal["table", "transliteration", "translation"] | None = None
    code: str | None = None
    country: str | None = None
    actor: str | None = None
    sector: str | None = None
    kind: str | None = None
    roles: list[Role] = []
    geo: Geo | None = None
    also: list[str] = []
    mentions: list[Mention] = []


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A word of a quotation that differs from the source: ``at`` is the code point offset in the record's text.

    ``found`` is what stands there (empty: a word was left out), ``expected`` what the source has (empty: added).
    """

    at: Offset
    found: str
    expected: str


class Scripture(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation of scripture. ``ref`` and ``end_ref`` are ``sura:verse``; ``label`` the text's own reference."""

    start: Offset
    end: Offset
    text: str
    work: str
    ref: Verse
    end_ref: Verse
    exact: bool
    differences: list[Difference] = []
    also: list[str] = []
    label: str | None = None
    label_right: bool | None = None
    via: Via


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """The word that reports a quotation: its lemma, and how its writer stands to what is reported.

    ``class``: say (neutral), affirm, factive (the writer is committed to it), belief, distance, deny, call, document,
    so_called.
    """

    start: Offset
    end: Offset
    text: str
    lemma: str
    category: Literal["say", "affirm", "factive", "belief", "distance", "deny", "call", "document", "so_called"] = (
        msgspec.field(name="class")
    )


class Repeat(msgspec.Struct, frozen=True, kw_only=True):
    """A wording quoted before in the same text: ``of`` is the id of its first use.

    ``differences`` are the words in which the two differ: ``at`` is an offset in the record's text, ``expected`` what
    the first use has.
    """

    of: str
    differences: list[Difference] = []


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the text."""

    start: Offset
    end: Offset
    text: str


class QuotationSource(msgspec.Struct, frozen=True, kw_only=True):
    """Who says something, passes it on or is told it: the words for it, and the id of the entity if it is one."""

    text: str
    entity: str | None = None


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """Words or views that the text gives as another's, and marked strings that are nobody's speech (``scare``).

    ``kind``: direct (within quotation marks), indirect (in the writer's words), scare (a name, title, term or distanced
    word in marks). ``speaker`` is the id of an entity, ``speaker_text`` the fullest mention of the source, ``function``
    what the text says that a named speaker is; ``described`` marks a source without a name (مصدر أمني). ``chain`` are
    those through whom the words came to the writer, the nearest to him first, whose words they are last; empty if they
    came through nobody. ``stance`` is how the
    writer stands to the content, by the cue. Of the utterance, where told: ``addressee``, ``time`` (an id in
    ``times``), ``place`` (the id of an entity), ``occasion`` (مؤتمر صحفي), ``medium`` (بيان).
    """

    id: str
    start: Offset
    end: Offset
    text: str
    kind: Literal["direct", "indirect", "scare"]
    cue: Cue | None = None
    speaker: str | None = None
    speaker_text: str | None = None
    function: str | None = None
    described: bool = False
    chain: list[QuotationSource] = []
    stance: Literal["neutral", "endorsing", "doubting", "denying"] = "neutral"
    addressee: QuotationSource | None = None
    time: str | None = None
    place: str | None = None
    occasion: Span | None = None
    medium: Span | None = None
    repeats: Repeat | None = None
    via: Via


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A word or construction that shows in which voice a clause is written; ``kind`` is its class."""

    start: Offset
    end: Offset
    text: str
    kind: str


class VoiceCue(msgspec.Struct, frozen=True, kw_only=True):
    """The word by which a clause is given to another, and its class (say, affirm, factive, distance, deny …)."""

    start: Offset
    end: Offset
    text: str
    category: Literal["say", "affirm", "factive", "belief", "distance", "deny", "call", "document", "so_called"] = (
        msgspec.field(name="class")
    )


class VoiceSource(msgspec.Struct, frozen=True, kw_only=True):
    """Where the text names the one whose words or view a clause tells."""

    start: Offset
    end: Offset
    text: str


class NestedVoice(msgspec.Struct, frozen=True, kw_only=True):
    """Words of another within a segment: a quotation in a quotation, a wording taken up, a label (ما يسمى «…»).

    ``source`` is the entity whose words they are, None if the text names none; ``chain`` leads from the author to it.
    """

    start: Offset
    end: Offset
    text: str
    voice: Literal["direct_quote", "indirect_quote", "label"]
    source: str | None = None
    source_text: str | None = None
    chain: list[str] = []
    cue: VoiceCue | None = None


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A segment: a clause, or clauses that go on, with one voice. Segments tile the whole text, in order.

    ``source`` is the entity whose words or view it is, ``author``, or None if the text does not say; ``chain`` leads
    from the author to it, over those who pass it on (by their words if no entity stands for them). ``certainty`` is
    that of the source; ``checkable`` says whether evidence could settle it, and ``because`` why. ``mood`` is that
    of Arabic rhetoric: a statement (khabar), a demand, question or address (talabi), an exclamation (ghayr_talabi);
    ``emphasis`` is how many means stress it. ``addressee`` is whom a call calls on. ``presupposed`` are claims that
    a noun phrase takes for granted (``label``, ``judgement``, ``accusation``, ``evidence``), ``nested`` the voices
    within.
    """

    start: Offset
    end: Offset
    text: str
    voice: VoiceName
    source: str | None = None
    source_span: VoiceSource | None = None
    chain: list[str] = []
    cue: VoiceCue | None = None
    author_stance: Literal["neutral", "endorse", "distance", "reject"] = "neutral"
    certainty: Literal["certain", "probable", "possible", "doubted", "denied"] = "certain"
    time: Literal["past", "present", "scheduled", "future"] = "present"
    checkable: bool = True
    because: (
        Literal["told", "on_record", "view", "cause", "judgement", "generality", "forecast", "no_statement"] | None
    ) = None
    mood: Literal["khabar", "talabi", "ghayr_talabi"] = "khabar"
    emphasis: Annotated[int, msgspec.Meta(ge=0)] = 0
    addressee: VoiceSource | None = None
    marks: list[Mark] = []
    presupposed: list[Mark] = []
    nested: list[NestedVoice] = []
    via: Via


class Persuasion(msgspec.Struct, frozen=True, kw_only=True):
    """Wording to look at: a technique of persuasion, never a verdict on who uses it.

    ``technique`` is one of the 23 of SemEval-2023 Task 3. ``holder`` is whose wording it is: ``author`` or the id of
    the entity quoted (None: a quoted speaker whom no entity stands for); ``voice`` is the index of its segment in
    ``voices``. ``target`` is the id of the entity that it speaks of, ``target_text`` the words that say so.
    """

    start: Offset
    end: Offset
    text: str
    technique: str
    holder: str | None = None
    voice: int | None = None
    target: str | None = None
    target_text: str | None = None
    via: Via


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts in an event or is acted on, and the words that say so.

    ``code`` is an ISO 3166-1 alpha-3 country, an international code of PLOVER or the key of a group; ``sector`` is
    PLOVER's. ``entity`` is an id in ``entities``; None for people without a name (جنود) and for what is only implied.
    """

    start: Offset | None = None
    end: Offset | None = None
    text: str | None = None
    entity: str | None = None
    code: str | None = None
    sector: str | None = None
    via: Via


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, or is told to: one entry for each telling, at most one a sentence.

    ``start``, ``end`` and ``text`` are the trigger. ``type``, ``mode`` and ``contexts`` are PLOVER 2.0's. ``date`` is
    ISO 8601, as fine as the text tells it; ``dated_by`` says whether it stands in the clause, the sentence or the text
    before, or is the document's. ``voice`` is the index of the segment in ``voices``, ``source`` whose account it is
    (``author`` or the id of an entity). ``same`` is the id of the first telling. ``goldstein`` is PLOVER's score.
    """

    id: str
    start: Offset
    end: Offset
    text: str
    type: str
    mode: str | None = None
    contexts: list[str] = []
    actors: list[Party] = []
    recipients: list[Party] = []
    status: Literal["asserted", "future", "hypothetical", "negated"] = "asserted"
    historical: bool = False
    time: str | None = None
    date: str | None = None
    end_date: str | None = None
    dated_by: Literal["clause", "sentence", "context", "document"] | None = None
    place: str | None = None
    place_code: str | None = None
    quantities: list[str] = []
    voice: int | None = None
    source: str | None = None
    certainty: Literal["certain", "probable", "possible", "doubted", "denied"] = "certain"
    same: str | None = None
    score: float = 1.0
    goldstein: float | None = None
    via: Via


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that an agreement provides for, and where the text comes back to it (``mentions``)."""

    start: Offset
    end: Offset
    text: str
    mentions: list[tuple[Offset, Offset]] = []
    via: Via


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """A treaty, accord, memorandum, resolution or ceasefire: its first mention, parties, date, state and provisions.

    ``parties`` are ids of entities, ``event`` the id of the event that concludes it, ``mentions`` the later mentions.
    """

    id: str
    start: Offset
    end: Offset
    text: str
    name: str
    kind: Literal["treaty", "accord", "memorandum", "resolution", "ceasefire", "other"]
    parties: list[str] = []
    date: str | None = None
    state: Literal["negotiated", "announced", "signed", "ratified", "in force", "broken", "ended"] | None = None
    event: str | None = None
    provisions: list[Provision] = []
    mentions: list[tuple[Offset, Offset]] = []
    via: Via


class Furniture(msgspec.Struct, frozen=True, kw_only=True):
    """What is not part of the article (comments, forms, share buttons).

    ``start`` and ``end`` are None for what a source (a web page) set aside; where the furniture stands in a plain
    text, which is never changed, they say where.
    """

    kind: Literal["comment", "form", "share", "related", "other"]
    text: str
    start: Offset | None = None
    end: Offset | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """All that khabar says about one text."""

    schema: Literal["khabar.record/1"] = SCHEMA
    generator: Generator
    document: Document
    text: str
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    times: list[Time] = []
    intervals: list[Interval] = []
    quantities: list[Quantity] = []
    sums: list[Sum] = []
    entities: list[Entity] = []
    quotations: list[Quotation] = []
    scripture: list[Scripture] = []
    voices: list[Voice] = []
    events: list[Event] = []
    agreements: list[Agreement] = []
    persuasion: list[Persuasion] = []
    furniture: list[Furniture] = []
    warnings: list[str] = []
    extra: dict[str, list[Any]] = {}

    def to_json(self) -> bytes:
        """Return the record as one line of UTF-8 JSON."""
        return msgspec.json.encode(self)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every record validates against; what it says comes from this module."""
    schema = msgspec.json.schema(Record)
    for definition in schema["$defs"].values():
        definition["description"] = cleandoc(definition["description"]).replace("``", "`")
    rule = "Offsets are code points into `text`, half-open. New fields may be added; a reader passes over unknown ones."
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "title": SCHEMA, "description": rule, **schema}
