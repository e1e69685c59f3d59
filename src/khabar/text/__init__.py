"""Analysis of the language: nothing about politics."""

from khabar.text.analysis import Analysis, analyse
from khabar.text.fold import Folded, fold, fold_word

__all__ = ["Analysis", "Folded", "analyse", "fold", "fold_word"]
