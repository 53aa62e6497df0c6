"""How a name is said by itself: "Российской ассоциации инвесторов" in, «Российская ассоциация инвесторов» out.

>>> nominative("Московском институте стали")
'Московский институт стали'

The first noun and the adjectives before it are put into the nominative; what follows them depends on the noun and
stays. A name whose words do not agree is left as it is.
"""

from typing import Any

from indexer.text.dictionary import parses

LONGEST_ENDING = 3  # letters that an inflection may change
ADJECTIVES = ("ADJF", "PRTF")
AND = "и"  # «малого и среднего бизнеса»


def nominative(name: str) -> str:
    """The name in the nominative, singular or plural as it was."""
    words = name.split()
    modifiers: list[tuple[int, list[Any]]] = []
    for place, word in enumerate(words):
        if word == AND:
            continue
        found = parses(_tail(word).lower())
        adjectives = [parse for parse in found if parse.tag.POS in ADJECTIVES]
        nouns = [parse for parse in found if parse.tag.POS == "NOUN"]
        if adjectives and place + 1 < len(words):
            modifiers.append((place, adjectives))
        elif nouns:
            for at, inflected in _in_nominative(place, nouns, modifiers):
                words[at] = _written_as(words[at], inflected)
            return " ".join(words)
        else:
            return name
    return name


def _in_nominative(place: int, nouns: list[Any], modifiers: list[tuple[int, list[Any]]]) -> list[tuple[int, str]]:
    """The noun and its modifiers in the nominative, in the likeliest case and number in which all agree, if any."""
    for noun in nouns:
        agreeing = [(at, next((one for one in several if _agrees(one, noun)), None)) for at, several in modifiers]
        if all(one for _, one in agreeing):
            marks = {"nomn", noun.tag.number or "sing"}
            gender = {noun.tag.gender} if noun.tag.gender and noun.tag.number != "plur" else set()
            inflected = [(at, _inflected(one, marks | gender)) for at, one in agreeing if one]
            inflected.append((place, _inflected(noun, marks)))
            return [(at, word) for at, word in inflected if word] if all(word for _, word in inflected) else []
    return []


def _agrees(adjective: Any, noun: Any) -> bool:
    one, other = adjective.tag, noun.tag
    is_alike = one.case == other.case and one.number == other.number
    return bool(is_alike and (other.number == "plur" or one.gender == other.gender))


def _inflected(parse: Any, marks: set[str]) -> str | None:
    """The form with those marks that is most like the word: «высшая» of «высшей», not «высочайшая»."""
    forms = [one.word for one in parse.lexeme if marks <= one.tag.grammemes]
    kept = parse.word[: max(1, len(parse.word) - LONGEST_ENDING)].replace("ё", "е")
    alike = [form for form in forms if form.replace("ё", "е").startswith(kept)]
    return min(alike, key=len, default=None)


def _tail(word: str) -> str:
    """The part of a compound that is declined."""
    return word.rpartition("-")[2]


def _written_as(word: str, inflected: str) -> str:
    """The inflected tail put in the place of the one as written, with its capitals."""
    before, hyphen, tail = word.rpartition("-")
    if tail.isupper() and len(tail) > 1:
        inflected = inflected.upper()
    elif tail[:1].isupper():
        inflected = inflected.capitalize()
    return before + hyphen + inflected
