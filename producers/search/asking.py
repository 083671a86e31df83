"""A reading weighed by what the catalogue knows of its words: the arrays the SQL function takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db import connection

from producers.search.reading import Concept, Reading, Wording, read

# How many postings of one question are read: 4,000 take about 2 ms. The lists of rare words are read
# whole, those of common ones from their best end.
BUDGET = 3_000
SHALLOWEST = 250
PAIRS_WEIGHT = 0.6  # all cluster pairs of a wording together, for one whole word
CLOSE = 0.62  # a spelling this near (difflib's ratio) is taken for the word


@dataclass(frozen=True)
class Known:
    """A stem of the index: its key, in how many products it stands, how people write it."""

    term: int
    documents: int
    surface: str
    lexeme: str
    likeness: float = 1.0


@dataclass(frozen=True)
class Lexicon:
    """What is known of the words of some readings, and how many products there are."""

    words: dict[str, list[Known]]
    total: int

    def idf(self, known: Known) -> float:
        """Robertson's inverse document frequency, always positive. A word never seen counts half."""
        total = max(self.total, known.documents, 1)
        if not known.documents:
            return 0.5 * math.log(1 + (total + 0.5) / 1.5)
        return math.log(1 + (total - known.documents + 0.5) / (known.documents + 0.5))


@dataclass
class Question:
    """Parallel arrays, one entry for each stem of each wording; see `producers_search` in SQL.

    `corrections` maps a word nobody uses to the known one that was searched instead.
    """

    concepts: list[int] = field(default_factory=list)
    alternatives: list[int] = field(default_factory=list)
    terms: list[int] = field(default_factory=list)
    gains: list[float] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    phrase: str = ""
    corrections: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.terms)


def ask(reading: Reading) -> Question:
    """Weigh one reading. One query; a second one for words that had to be corrected."""
    return ask_many([reading])[0]


def ask_many(readings: Sequence[Reading]) -> list[Question]:
    """Weigh many readings at once.

    What a corrected word means is read again, so that "cocunut" is ប្រេងដូង too. One query however many
    readings there are, a second one where something was corrected.
    """
    questions = _weigh_all(readings)
    wrong = [number for number, question in enumerate(questions) if question.corrections]
    again = [_corrected(readings[number], questions[number]) for number in wrong]
    for number, question in zip(wrong, _weigh_all(again), strict=True):
        question.corrections = questions[number].corrections
        questions[number] = question
    return questions


def _corrected(reading: Reading, question: Question) -> Reading:
    said = (question.corrections.get(word, word) for word in reading.phrase.split())
    return read(" ".join(said), tokens=reading.tokens)


def _weigh_all(readings: Sequence[Reading]) -> list[Question]:
    asked = {
        word
        for reading in readings
        for concept in reading.concepts
        for wording in concept.wordings
        for word in (*wording.words, *wording.pairs)
    }
    if not asked:
        return [Question(phrase=reading.phrase) for reading in readings]
    lexicon = look_up(sorted(asked))
    return [_weigh(reading, lexicon) for reading in readings]


def look_up(asked: list[str]) -> Lexicon:
    """What the catalogue knows of each word: itself, or for one never seen its nearest spellings.

    A stop word is not in the answer. One query.
    """
    found: dict[str, list[Known]] = {}
    total = 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, term, documents, surface, lexeme, likeness, "
            "(SELECT documents FROM producers_searchstatistics) FROM producers_search_words(%s)",
            [asked],
        )
        for word, *known, documents in cursor.fetchall():
            found.setdefault(word, []).append(Known(*known))
            total = documents or 0
    return Lexicon({word: _settle(word, known) for word, known in found.items()}, total)


def _settle(word: str, known: list[Known]) -> list[Known]:
    """The word itself if it is in use; else the spellings near enough, the nearest first."""
    own = [each for each in known if each.likeness == 1.0]
    if any(each.documents for each in own):
        return own
    near = sorted(
        (
            Known(k.term, k.documents, k.surface, k.lexeme, likeness)
            for k in known
            if k.likeness < 1.0 and (likeness := _likeness(word, k)) >= CLOSE
        ),
        key=lambda k: (-round(k.likeness, 1), -k.documents),
    )
    return near[:2] or own


def _likeness(word: str, known: Known) -> float:
    """How alike two spellings are, in [0, 1): the better of stem and surface."""
    pairs = ((word, known.surface), (word, known.lexeme))
    ratio = max(SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in pairs)
    same_start = 1.0 if known.surface[:1] == word[:1] else 0.9
    return min(ratio * same_start, 0.99)


def _weigh(reading: Reading, lexicon: Lexicon) -> Question:
    question = Question(phrase=reading.phrase)
    weights: list[float] = []
    entries: list[tuple[int, int, Known, float]] = []
    for number, concept in enumerate(reading.concepts):
        weight, own = _concept(concept, lexicon, question)
        if not own:
            continue
        weights.append(weight)
        entries += [(number, alternative, known, gain * weight) for alternative, known, gain in own]
    whole = sum(weights)
    lists = {known.term: known.documents for _n, _a, known, _g in entries}
    depths = _depths(lists)
    for number, alternative, known, gain in entries:
        question.concepts.append(number)
        question.alternatives.append(alternative)
        question.terms.append(known.term)
        question.gains.append(gain / whole)
        question.depths.append(depths[known.term])
    return question


def _concept(
    concept: Concept, lexicon: Lexicon, question: Question
) -> tuple[float, list[tuple[int, Known, float]]]:
    """The concept's weight, and (alternative, stem, share of the alternative) for each stem."""
    rows: list[tuple[int, Known, float]] = []
    weight = 0.0
    for alternative, wording in enumerate(concept.wordings):
        known = _stems(wording, lexicon)
        if not known:
            continue
        mass = sum(share * lexicon.idf(stem) for stem, share in known)
        if alternative == 0:
            weight = sum(lexicon.idf(stem) for stem, share in known if share == 1.0) or mass
            _note_corrections(wording, lexicon, question)
        weight = weight or mass
        rows += [
            (alternative, stem, wording.weight * stem.likeness * share * lexicon.idf(stem) / mass)
            for stem, share in known
        ]
    return weight * concept.weight, rows


def _stems(wording: Wording, lexicon: Lexicon) -> list[tuple[Known, float]]:
    """(stem, share): a word's share is 1, its alternatives' spellings among it; pairs share theirs."""
    found = [(k, 1.0) for word in wording.words for k in lexicon.words.get(word, ())[:1]]
    share = PAIRS_WEIGHT * len(wording.words) / len(wording.pairs) if wording.pairs else 0.0
    seen = {known.term for known, _share in found}
    for pair in wording.pairs:
        for known in lexicon.words.get(pair, ())[:1]:
            if known.likeness == 1.0 and known.documents and known.term not in seen:
                seen.add(known.term)
                found.append((known, share))
    return found


def _note_corrections(wording: Wording, lexicon: Lexicon, question: Question) -> None:
    for word in wording.words:
        best = next(iter(lexicon.words.get(word, ())), None)
        if best is not None and best.likeness < 1.0:
            question.corrections[word] = best.surface


def _depths(lists: dict[int, int]) -> dict[int, int]:
    """How deep each list is read: the short ones whole, the long ones share what is left.

    A negative depth says that the list is cut there.
    """
    left, depths = BUDGET, {}
    for place, (term, documents) in enumerate(sorted(lists.items(), key=lambda item: item[1])):
        share = max(left // (len(lists) - place), SHALLOWEST)
        # Counted some minutes ago: there may be more by now.
        depths[term] = share if documents * 1.1 + 50 < share else -share
        left = max(left - min(documents, share), 0)
    return depths
