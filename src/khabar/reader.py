"""The reader: one text in, one record out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from khabar._version import __version__
from khabar.layers.base import Context, Piece
from khabar.layers.registry import ordered
from khabar.lexicon import Lexicon
from khabar.record import Document, Furniture, Generator, Record, Sentence, Token
from khabar.sources import Source, furniture_at_end, read_path, read_text
from khabar.text import Analysis, analyse
from khabar.text.models import digests

__all__ = ["Explained", "Reader", "read"]

_OWN_FIELDS = frozenset(Record.__struct_fields__) - {"schema", "generator", "document", "text", "warnings", "extra"}
_OF_SENTENCES = "subjectivity"  # the field of which a layer gives one value a sentence, in their order
_LONGEST_PATH = 1024


class Explained(NamedTuple):
    """A record and, for each annotation ``(field, index)``, the pieces of text that its rule matched."""

    record: Record
    why: Mapping[tuple[str, int], Sequence[Piece]]


@cache
def _lexicon(folders: tuple[Path, ...]) -> Lexicon:
    return Lexicon(folders)


class Reader:
    """Reads texts into records. Reusable; may be shared by threads, and pickled (tables come from the cache then).

    ``layers`` names the layers to run (default: all installed), ``without`` those to leave out; ``lexicon`` folders
    whose tables override and extend the package's; ``tokens`` adds tokens to the record; ``force`` reads texts that
    are not Arabic, with a warning.

    Raises ``LayerError`` for a layer that is unknown or lacks what it needs, ``LexiconError`` for a wrong table.
    """

    def __init__(
        self,
        *,
        layers: Iterable[str] | None = None,
        without: Iterable[str] = (),
        lexicon: Iterable[str | Path] = (),
        tokens: bool = False,
        force: bool = False,
    ) -> None:
        self.layer_names = None if layers is None else tuple(layers)
        self.without = tuple(without)
        self.folders = tuple(Path(folder).resolve() for folder in lexicon)
        self.tokens = tokens
        self.force = force
        self._layers = ordered(self.layer_names, self.without)
        self.lexicon = _lexicon(self.folders)
        self.generator = Generator(
            name="khabar",
            version=__version__,
            lexicons=self.lexicon.digest(),
            models=dict(digests()),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.layer_names, self.without, self.folders, self.tokens, self.force))

    def read(self, text_or_path: str | Path, *, published: str | None = None, **metadata: str | None) -> Record:
        """Read a text, or the file at a path, into a record.

        A ``Path``, or a short string without line breaks that names an existing file, is a path; any other string is
        the text. ``published`` (ISO date) and ``metadata`` (``id``, ``title``, ``url``, ``author``, ``publisher``)
        override what the source says.

        Raises ``SourceError`` if there is no Arabic text in it.
        """
        return self.read_source(self.source(text_or_path, published=published, **metadata))

    def source(self, text_or_path: str | Path, *, published: str | None = None, **metadata: str | None) -> Source:
        """Return the source that ``read`` would read."""
        given = {key: value for key, value in {"published": published, **metadata}.items() if value is not None}
        if isinstance(text_or_path, Path) or _is_path(text_or_path):
            return read_path(Path(text_or_path), force=self.force).with_metadata(**given)
        return read_text(text_or_path, force=self.force, **given)

    def read_source(self, source: Source) -> Record:
        """Read a source that ``khabar.sources`` has opened."""
        return self._read(source, explain=False).record

    def explain(self, source: Source) -> Explained:
        """Read ``source`` and keep, for each annotation, what its rule matched."""
        return self._read(source, explain=True)

    def _read(self, source: Source, *, explain: bool) -> Explained:
        analysis = analyse(source.text)
        document = _document(source)
        found: dict[str, Sequence[Any]] = {}
        extra: dict[str, list[Any]] = {}
        why: dict[tuple[str, int], Sequence[Piece]] = {}
        warnings = list(source.warnings)
        for layer in self._layers:
            output = layer.read(Context(analysis, document, self.lexicon, found, explain))
            for name in layer.fields:
                annotations = list(output.fields.get(name, ()))
                found[name] = annotations
                if name not in _OWN_FIELDS and name != _OF_SENTENCES:
                    extra[name] = annotations
            warnings.extend(output.warnings)
            why.update(output.why)
        own: dict[str, Any] = {name: list(annotations) for name, annotations in found.items() if name in _OWN_FIELDS}
        record = Record(
            generator=self.generator,
            document=document,
            text=source.text,
            sentences=_sentences(analysis, found.get(_OF_SENTENCES)),
            tokens=_tokens(analysis, self.lexicon) if self.tokens else [],
            furniture=[*source.furniture, *_furniture(source.text)],
            warnings=warnings,
            extra=extra,
            **own,
        )
        return Explained(record, why)


def _rebuild(
    layers: tuple[str, ...] | None, without: tuple[str, ...], folders: tuple[Path, ...], tokens: bool, force: bool
) -> Reader:
    return Reader(layers=layers, without=without, lexicon=folders, tokens=tokens, force=force)


def _is_path(text: str) -> bool:
    if len(text) > _LONGEST_PATH or "\n" in text or "\0" in text:
        return False
    try:
        return Path(text).is_file()
    except OSError:
        return False


def _document(source: Source) -> Document:
    digest = hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=source.id or digest[:16],
        sha256=digest,
        title=source.title,
        url=source.url,
        author=source.author,
        publisher=source.publisher,
        published=source.published,
        published_from=source.published_from,
        language=source.language,
        media_type=source.media_type,
        encoding=source.encoding,
    )


def _furniture(text: str) -> list[Furniture]:
    return [Furniture(kind=k, text=text[s:e], start=s, end=e) for s, e, k in furniture_at_end(text)]


def _sentences(analysis: Analysis, subjectivity: Sequence[float] | None) -> list[Sentence]:
    span = analysis.folded.span
    spans = [(*span(start, end), paragraph) for start, end, paragraph in analysis.sentences]
    values = [None] * len(spans) if subjectivity is None else subjectivity
    return [
        Sentence(start=start, end=end, paragraph=paragraph, subjectivity=value)
        for (start, end, paragraph), value in zip(spans, values, strict=True)
    ]


_CLITICS = {"conj": ("CCONJ", ""), "prep": ("ADP", ""), "fut": ("PART", ""), "pron": ("PRON", "هو")}


def _tokens(analysis: Analysis, lexicon: Lexicon) -> list[Token]:
    """Return the tokens with lemma and part of speech; attached words are tokens of their own, the article is not."""
    from khabar.text.morphology import morphology  # models and tables that nothing else here needs

    span = analysis.folded.span
    tokens = []
    for at, word in zip(analysis.starts, morphology(analysis, lexicon), strict=True):
        reading = word.reading
        for piece in reading.pieces:
            if piece.role == "art":
                continue
            start, end = span(at + piece.start, at + piece.end)
            if piece.role == "stem":
                token = Token(start=start, end=end, lemma=reading.lemma, upos=reading.upos, clitics=reading.clitics)
            else:
                upos, lemma = _CLITICS[piece.role]
                token = Token(start=start, end=end, lemma=lemma or piece.text, upos=upos)
            tokens.append(token)
    return tokens


def read(text_or_path: str | Path, *, published: str | None = None, **metadata: str | None) -> Record:
    """Read a text or file into a record with all layers (see ``Reader.read``)."""
    return _default().read(text_or_path, published=published, **metadata)


@cache
def _default() -> Reader:
    return Reader()
