"""The one loader, validator and matcher of all tables, and the readings that several layers share."""

from khabar.lexicon.numerals import Numeral, NumeralReader
from khabar.lexicon.tables import Lexicon, Problem, Row, Table

__all__ = ["Lexicon", "Numeral", "NumeralReader", "Problem", "Row", "Table"]
