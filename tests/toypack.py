"""A toy language pack, as the files of its folder."""

from __future__ import annotations

# Portuguese enough for one sentence. Whatever is left out finds less and breaks nothing.
TOY = {
    "pack.toml": """
        name = "Toy Portuguese"
        function_words = [
            "os", "como", "foram", "dos", "na", "da", "uma", "em", "não", "no", "pelos", "disse",
        ]
    """,
    "numbers.toml": """
        words = ["um", "dois", "três", "sete", "doze"]
        [exact]
        "doze" = 12
        "sete" = 7
    """,
    "counts.toml": """
        head = "first"
        [nouns]
        staff = ["guarda{,s}", "agente{,s}"]
        inmate = ["preso{,s}"]
        [verbs]
        take = [{ past = "tomaram" }]
        [predicates]
        hostage = ["como reféns"]
    """,
    "dates.toml": """
        [words.weekdayname]
        "segunda-feira" = 0
        "terça-feira" = 1
        [[form]]
        as = "weekday"
        like = '{weekday:weekdayname}'
    """,
}
SENTENCE = "Os presos tomaram doze agentes como reféns na segunda-feira, disse uma fonte."
