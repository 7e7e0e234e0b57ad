"""Walks over the tokens of a name."""

from __future__ import annotations

from prisonwatch.extraction.context import Token
from prisonwatch.extraction.facilities.text import Reader, adjacent, is_number, possessive
from prisonwatch.gazetteer import fold

LONGEST_NAME = 7  # tokens
QUOTES = "\"“”«»'‘’"


def number_end(reader: Reader, tokens: list[Token], k: int) -> int | None:
    """End of a number with its sign at tokens[k]: "No. 1", "N° 4", "#3"."""
    if k >= len(tokens) or fold(tokens[k].text) not in reader.rules.number_signs:
        return None
    for j in range(k + 1, min(k + 4, len(tokens))):
        if tokens[j].text[0].isdigit():
            return tokens[j].end
        if tokens[j].text not in ".°º#o":
            return None
    return None


def name_end(token: Token) -> int:
    """End of a name's last token without a possessive ending."""
    return token.end - 2 if token.lower.endswith("'s") else token.end


def name_after(reader: Reader, tokens: list[Token], k: int, numbered: bool = False) -> int:
    """Index after the name that begins at tokens[k]; `k` where none does."""
    rules = reader.rules
    last = j = k
    while j < len(tokens) and j - k < LONGEST_NAME + 3:
        token = tokens[j]
        if j > k and not adjacent(reader.text, tokens[j - 1], token):
            break
        if reader.is_name(token) or _opener(reader, tokens, j, k) or _ends_place(reader, tokens, k, j):
            number = number_end(reader, tokens, j)
            if number is not None:
                return next(n for n in range(j, len(tokens)) if tokens[n].end == number) + 1
            last = j = j + 1
            if possessive(token):
                break
        elif fold(token.text) in rules.number_signs and number_end(reader, tokens, j) is not None:
            number = number_end(reader, tokens, j)
            return next(n for n in range(j, len(tokens)) if tokens[n].end == number) + 1
        elif is_number(token) and (j > k or numbered) and len(token.text) < 4:
            last = j = j + 1
        elif token.lower in reader.rules.lower_names and j + 1 < len(tokens) and tokens[j + 1].text.isdigit():
            last = j = j + 2
        elif (
            (token.text == "." and j > k and abbreviated(reader, tokens[j - 1], token))
            or (token.text == "-" and j > k and j + 1 < len(tokens) and tokens[j + 1].start == token.end)
            or (token.lower in rules.connectors and j + 1 < len(tokens) and not _opens(reader, tokens[j + 1]))
            or (token.lower in rules.place_connectors and _inside_place(reader, tokens, k, j))
        ):
            j += 1
        else:
            break
    return last


def skip_article(reader: Reader, tokens: list[Token], k: int) -> int:
    """Past an article and an opening quotation mark."""
    while k < len(tokens) and (tokens[k].text in QUOTES or _small_article(reader, tokens[k])):
        k += 1
    return k


def _opens(reader: Reader, token: Token) -> bool:
    """Whether a token begins another facility's name: the "Cereso" of "penal de Cadereyta al Cereso 2"."""
    head = reader.rules.heads.get(fold(token.text))
    return head is not None and head.opening and not head.weak


def _ends_place(reader: Reader, tokens: list[Token], k: int, j: int) -> bool:
    """Whether a common word ends the name of a place that begins at tokens[k]: "Santo Domingo"."""
    return (
        j > k
        and tokens[j].text[0].isupper()
        and reader.is_place(reader.folded[tokens[k].start : name_end(tokens[j])])
    )


def _inside_place(reader: Reader, tokens: list[Token], k: int, j: int) -> bool:
    """Whether tokens[j] stands inside the name of a place that begins at tokens[k]: "HMP Isle of Wight"."""
    return (
        j > k
        and j + 1 < len(tokens)
        and reader.is_place(reader.folded[tokens[k].start : name_end(tokens[j + 1])])
    )


def abbreviated(reader: Reader, word: Token, stop: Token) -> bool:
    return word.end == stop.start and (len(word.text) == 1 or word.lower in reader.context.pack.abbreviations)


def capital_from(tokens: list[Token], noun: int, i: int) -> int:
    """The first capitalised modifier before the noun at `i`, or the noun itself."""
    for k in range(noun, i):
        if tokens[k].text[0].isupper() and all(t.text[0].isupper() for t in tokens[k:i]):
            return k
    return i


def modifiers_before(reader: Reader, tokens: list[Token], i: int) -> int:
    """Index of the first of the modifiers that stand right before the noun."""
    k = i
    while k > 0 and adjacent(reader.text, tokens[k - 1], tokens[k]):
        word = fold(tokens[k - 1].text)
        if word not in reader.rules.modifier_words:
            break
        k -= 1
    # "Folsom and Corcoran state prisons": an "and" left at the edge is no modifier.
    while k < i and fold(tokens[k].text) in reader.rules.conjunctions:
        k += 1
    return k


def _opener(reader: Reader, tokens: list[Token], j: int, k: int) -> bool:
    """Whether a common word opens the name at tokens[k]: "New Mexico", "The Mount"."""
    token = tokens[j]
    if j != k or not token.text[0].isupper() or j + 1 >= len(tokens) or not reader.is_name(tokens[j + 1]):
        return False
    word = fold(token.text)
    return word in reader.rules.name_openers or word in reader.rules.articles


def _small_article(reader: Reader, token: Token) -> bool:
    return token.text[0].islower() and token.lower in (reader.rules.articles | reader.rules.indefinite)
