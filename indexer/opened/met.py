"""In how many documents does a word stand, in whatever form, and may it be doubted?

met = generation.met
met.found("кластеров")       ->  38, documents that hold it in any form
met.is_doubted("кластир")    ->  True

Most queries are asked no more than this; what a doubted word was meant as is `corrections`' business.
"""

from indexer.fields import CERTAIN
from indexer.opened.collection import Collection
from indexer.opened.lexicon import Lexicon
from indexer.search.syntax import Or, Word
from indexer.search.terms import AnyOf, Plan, Together, leaves, plan
from indexer.text.analyzer import Analyzer
from indexer.text.letters import fold_yo, form, is_cyrillic
from indexer.text.shortened import shortened
from indexer.text.stopwords import is_stopword

# A word that more documents hold is not doubted.
FEW = 2  # of a Russian form that the index or the dictionary knows
FEW_UNMET = 20  # of a form that the index never met, and that is found by its stem
FEW_LATIN = 50  # of a Latin word, which may stand in addresses: invest.tatarstan.ru
WORDS_REMEMBERED = 4096  # each is asked for several times in a query, and many by the next one too


class MetWords:
    """The words of one generation; threads may share it."""

    def __init__(self, collection: Collection, lexicon: Lexicon, analyzer: Analyzer) -> None:
        self._collection = collection
        self._lexicon = lexicon
        self._analyzer = analyzer

    def found(self, word: str, least: int = 1) -> int:
        """About how many documents hold a word in any form, by its readings of `least` or more 64ths."""
        planned = plan(Word(word), self._analyzer)
        return self._found(planned, least) if planned else 0

    def is_doubted(self, word: str) -> bool:
        """True for a word that so few documents hold that it may have been meant as another.

        What the dictionary does not know is doubted longer: three articles have «Росии», as somebody's slip. A name
        that is written in two scripts is none.
        """
        if is_stopword(fold_yo(word.lower())) or self.found(word, CERTAIN) > few(word):
            return False
        if not is_cyrillic(word) or not self._is_met(word) or self.found(word) <= FEW:
            return True
        is_name = any(shortened(reading.term) for reading in self._analyzer.readings(form(word)))
        return not is_name and not self._analyzer.is_known(word)

    def has_unmet(self, planned: Plan) -> bool:
        """True when some word of a plan is a form that the index never met."""
        return any(
            isinstance(leaf, AnyOf) and not leaf.exact and leaf.text not in self._lexicon for leaf in leaves(planned)
        )

    def unmet(self, planned: Plan) -> tuple[str, ...]:
        """The words of a plan, if it has others too or several, of which no document holds any form or long form."""
        words = [leaf for leaf in leaves(planned) if isinstance(leaf, AnyOf)]
        if len(words) < 2:
            return ()
        nowhere = dict.fromkeys(one.text for one in words if not one.exact and not self._found(one, 1))
        return tuple(word for word in nowhere if not self.found(word))

    def is_written(self, word: str) -> bool:
        """True for a form that stands in some article as it is; costs no look into the dictionary."""
        return form(word) in self._lexicon

    def _is_met(self, word: str) -> bool:
        """True for a form that the index has met; a compound is as many as it has parts."""
        planned = plan(Word(word), self._analyzer)
        return isinstance(planned, AnyOf) and not self.has_unmet(planned)

    def _found(self, planned: Plan, least: int) -> int:
        """Those of the most frequent term in either field; of words side by side, those of the rarest."""
        match planned:
            case AnyOf(_, terms):
                count = self._collection.most_in_a_field
                return max((count(term) for term, weight in terms if weight >= least), default=0)
            case Together(slots):
                return min(self._found(word, least) for _, word in slots)
            case Or(parts):
                return max(self._found(part, least) for part in parts)
        return 0


def few(word: str) -> int:
    """How many documents may hold a word that is doubted all the same."""
    return FEW_UNMET if is_cyrillic(word) else FEW_LATIN
