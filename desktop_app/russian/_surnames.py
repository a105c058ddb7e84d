"""Put a surname into a case: the library's rules, corrected where a rule of grammar says otherwise."""

from __future__ import annotations

from typing import Final

from desktop_app.russian._dictionaries import Reading, morphology, name_rules
from desktop_app.russian._gender import Gender
from desktop_app.russian._marks import NOUNS_IN_OVA_INA
from desktop_app.russian._words import GRAMMEMES, in_the_look_of, nominatives
from desktop_app.russian.cases import Case

_VOWELS: Final = frozenset("аеёиоуыэюя")
_ENDLESS: Final = ("о", "е", "ё", "и", "у", "ю", "ы", "э")
"""Surnames in these vowels never change: Шевченко, Дурново, Живаго, Гёте, Джигарханянцы, Шоу."""
_FRENCH: Final = frozenset({"золя", "дюма", "петипа", "тома", "труайя", "дега", "спа"})
"""French surnames stressed on the last -а or -я do not decline, unlike Окуджава and Берия."""
_GENITIVE_PLURAL: Final = ("ых", "их")
_DECLINED_IN_IKH: Final = frozenset({"эрлих", "фрейндлих", "мюних", "гейдрих", "дитрих", "рерих", "ульрих"})
"""German surnames in -их decline for men, unlike the Siberian Долгих and Русских."""
_FOREIGN_IN_IN: Final = frozenset({"чаплин", "дарвин", "кронин", "франклин", "мартен", "берлин", "грин"})
"""Foreign surnames in -ин are nouns: «Чаплином», against «Бородиным»."""
_FIRST_PARTS: Final = frozenset(
    {
        "бонч",
        "грум",
        "бек",
        "шах",
        "тер",
        "тян",
        "мак",
        "сен",
        "сан",
        "ван",
        "фон",
        "аль",
        "эль",
        "де",
        "дер",
        "нар",
        "кара",
        "мелик",
    }
)
"""First parts of double surnames that never stood alone: Бонч-Бруевич, Тер-Петросян, Тян-Шанский."""
_FIXING_LAST: Final = frozenset({"заде", "оглы", "кызы"})
"""Last parts that hold the whole surname still: Гасан-заде."""
_STRESSED: Final = ("робец",)
"""Unlike most in -ец these are stressed at the end, as the sparrow «горобець» is: «Горобцом»."""
_NOUNS_IN_AYA: Final = frozenset(
    {"шенгелая", "цхакая", "цулая", "шелая", "гулая", "микая", "эсакая", "саная"}
)
"""Georgian surnames: a woman's declines as a man's does, unlike «Толстая»."""
_HUSHING_A: Final = ("жа", "ша", "ча", "ща", "ца")
_AFTER_CONSONANT: Final = {
    Case.GENITIVE: "а",
    Case.DATIVE: "у",
    Case.ACCUSATIVE: "а",
    Case.INSTRUMENTAL: "ом",
    Case.PREPOSITIONAL: "е",
}
_FEMININE_NOUNS: Final = ("чь", "шь", "жь", "щь")
"""Only feminine nouns are spelled so: Мышь and Ночь decline as they do, for «Мышя» is no Russian spelling."""
_WITH_YM: Final = ("ов", "ев", "ёв", "ин", "ын", "ый", "ий", "ой")
"""Only surnames in these, once possessives and adjectives, have the instrumental in -ым or -им."""
_SHORT: Final = 3


def decline_surname(surname: str, case: Case, gender: Gender) -> str:
    """Return the surname in the case, each hyphenated piece by its own rule; particles («фон») stay."""
    if case is Case.NOMINATIVE:
        return surname
    head, space, word = surname.rpartition(" ")
    pieces = word.split("-")
    if pieces[-1].lower() in _FIXING_LAST:
        return surname
    last = len(pieces) - 1
    return f"{head}{space}" + "-".join(
        piece if index < last and piece.lower() in _FIRST_PARTS else _piece(piece, case, gender)
        for index, piece in enumerate(pieces)
    )


def _piece(piece: str, case: Case, gender: Gender) -> str:
    """Return one piece of a surname in the case."""
    lower = piece.lower()
    if _stays(lower, gender):
        return piece
    return _in_a(piece, case, gender) if lower.endswith(("а", "я")) else _of_man(piece, lower, case)


def _of_man(piece: str, lower: str, case: Case) -> str:
    """Return one piece of a man's surname in a consonant, -й or -ь in the case."""
    noun = _noun(lower)
    if noun is not None:
        form = _of_noun(noun, case)
        if form is not None:
            return in_the_look_of(piece, form, nominative=noun.word)
    if lower.endswith(_FEMININE_NOUNS):
        return piece[:-1] + ("ью" if case is Case.INSTRUMENTAL else "и")
    if _syllables(lower) == 1 and lower.endswith(("ой", "ин", "ын")):
        return _regular(piece, case)
    form = _patched(piece, case) or name_rules().surname(piece, case, Gender.MALE)
    if case is Case.INSTRUMENTAL and form.lower().endswith("ым") and not lower.endswith(_WITH_YM):
        return _regular(piece, case)  # the library gives every «-эн» the ending of «Бородин»
    return _regular(piece, case) if form == piece else form


def _stays(lower: str, gender: Gender) -> bool:
    """Tell whether the surname never changes for this person."""
    if lower.endswith(_ENDLESS) or lower in _FRENCH or not lower:
        return True
    if gender is Gender.FEMALE:
        return not lower.endswith(("а", "я"))
    return lower.endswith(_GENITIVE_PLURAL) and lower not in _DECLINED_IN_IKH


def _in_a(piece: str, case: Case, gender: Gender) -> str:
    """Return a surname in -а or -я; after a hushing consonant the stress decides between -ой and -ей."""
    lower = piece.lower()
    if lower in NOUNS_IN_OVA_INA or lower in _NOUNS_IN_AYA:
        gender = Gender.MALE  # the paradigm of the noun, not that of «Иванова»
    if case is not Case.INSTRUMENTAL or not lower.endswith(_HUSHING_A):
        return name_rules().surname(piece, case, gender)
    for reading in nominatives(lower):
        if reading.is_known and reading.tag.POS == "NOUN" and "sing" in reading.tag:
            form = reading.inflect({GRAMMEMES[case], "sing"})
            if form is not None:
                return in_the_look_of(piece, form.word, nominative=reading.word)
    return piece[:-1] + ("ой" if lower.endswith("нжа") else "ей")


def _noun(lower: str) -> Reading | None:
    """Return the masculine common noun the surname is, such as «заяц», «швец», «камень»; None if it is none.

    Animate readings first; a word the dictionary has only as somebody's surname or name is left to the rules.
    """
    found = [
        reading
        for reading in morphology().parse(lower)
        if reading.is_known
        and reading.tag.POS == "NOUN"
        and all(grammeme in reading.tag for grammeme in ("masc", "sing", "nomn"))
        and not any(grammeme in reading.tag for grammeme in ("Surn", "Name", "Geox", "Abbr", "Fixd", "Patr"))
    ]
    found.sort(key=lambda reading: "anim" not in reading.tag)
    return found[0] if found else None


def _of_noun(noun: Reading, case: Case) -> str | None:
    """Return the noun's form for a person: the accusative equals the genitive, the oldest endings only.

    A short lifeless word keeps its vowel: the Korean Сон is «Сона», not «Сна».
    """
    wanted = Case.GENITIVE if case is Case.ACCUSATIVE else case
    form = noun.inflect({GRAMMEMES[wanted], "sing"})
    if form is None:
        return None
    stem = noun.word.rstrip("ьй")
    if len(noun.word) <= _SHORT and "anim" not in noun.tag and not form.word.startswith(stem):
        return None
    return form.word


def _patched(piece: str, case: Case) -> str | None:
    """Return a man's surname where the library's rule is known to miss; None where it is right."""
    lower = piece.lower()
    if lower.endswith(("чий", "жий", "ший")) and not _is_adjective(lower):
        endings = {Case.DATIVE: "ию", Case.INSTRUMENTAL: "ием", Case.PREPOSITIONAL: "ии"}
        return piece[:-2] + endings.get(case, "ия")
    if lower in _DECLINED_IN_IKH:
        return piece + _AFTER_CONSONANT[case]
    if case is not Case.INSTRUMENTAL:
        return None
    single = lower.endswith(("ч", "ш", "щ", "ж")) and _syllables(lower) == 1
    if lower in _FOREIGN_IN_IN or lower.endswith("ач") or single:
        return f"{piece}ом"
    if lower.endswith(("ынец", "инец")):
        return f"{piece[:-2]}цем"
    return f"{piece[:-2]}цом" if lower.endswith(_STRESSED) else None


def _regular(piece: str, case: Case) -> str:
    """Return a man's surname the library left alone: one in a consonant, -й or -ь always changes."""
    lower = piece.lower()
    if lower.endswith(("й", "ь")):
        soft = {Case.DATIVE: "ю", Case.INSTRUMENTAL: "ем", Case.PREPOSITIONAL: "е"}
        return piece[:-1] + soft.get(case, "я")
    return piece if lower[-1] in _VOWELS or not lower.isalpha() else piece + _AFTER_CONSONANT[case]


def _is_adjective(lower: str) -> bool:
    """Tell whether the dictionary knows the word as an adjective: «Горячий», unlike «Топчий»."""
    return any(reading.is_known and reading.tag.POS == "ADJF" for reading in nominatives(lower))


def _syllables(lower: str) -> int:
    """Return the number of vowels."""
    return sum(letter in _VOWELS for letter in lower)
