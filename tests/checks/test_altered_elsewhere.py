"""Sentences in other languages: a number, unit, date, negation or name that a person alters is stopped."""

import pytest

from builder.checks.gates import find_faults
from builder.records import Citation, Claim, Passage

GERMAN = "Der Kran hebt 1.234,5 kg und ist seit dem 3. Juni nicht offen."
FRENCH = "Le pont ferme pas avant deux heures, le 3 juin."
SPANISH = "El puente tiene 12 metros y no abre sin permiso durante tres días."
PORTUGUESE = "A ponte não abre em março por 20 horas."
JAPANESE = "橋は１２３メートルで、３月から開いていない。"
CHINESE = "桥长 123 米，用BR命令不能打开。"


def faults(said: str, quote: str) -> list[tuple[str, str]]:
    passage = Passage(id="b/d.1", source="b/d", kind="paragraph", headings=(), text=quote)
    claim = Claim(text=said, citations=(Citation(passage=passage.id, quote=quote),))
    return find_faults(claim, {passage.id: passage}, composed=False)


@pytest.mark.parametrize(
    ("quote", "old", "new", "rule"),
    [
        (GERMAN, "1.234,5", "1.243,5", "numbers"),
        (GERMAN, "nicht offen", "offen", "negation"),
        (GERMAN, "ist seit", "ist nie seit", "negation"),
        (FRENCH, " pas", "", "negation"),
        (FRENCH, "deux", "trois", "numbers"),
        (FRENCH, "juin", "juillet", "numbers"),
        (FRENCH, "heures", "jours", "numbers"),
        (SPANISH, "sin permiso", "con permiso", "negation"),
        (SPANISH, "tres", "seis", "numbers"),
        (PORTUGUESE, "não ", "", "negation"),
        (PORTUGUESE, "março", "maio", "numbers"),
        (JAPANESE, "１２３", "１３２", "numbers"),
        (JAPANESE, "３月", "5月", "numbers"),
        (JAPANESE, "ていない", "ている", "negation"),
        (CHINESE, "123 米", "123 尺", "numbers"),
        (CHINESE, "不能", "能", "negation"),
        (CHINESE, "用BR命令", "用BS命令", "names"),
    ],
)
def test_an_altered_sentence_is_stopped(quote: str, old: str, new: str, rule: str) -> None:
    assert old in quote
    assert rule in {name for name, _ in faults(quote.replace(old, new), quote)}


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Der Kran ist nicht offen.", GERMAN),
        ("桥长123米。", "桥长 123 米，用 BR 命令打开。"),
        ("橋は123メートルで、開いていない。", JAPANESE),
        ("不需要。BR 命令打开旧桥的时候要给出全部的路径。", "不需要。BR 命令打开旧桥的时候要给出全部的路径。"),
        (
            "Never yet. The lamp of the old bridge is lit by hand.",
            "Never yet. The lamp of the old bridge is lit by hand.",
        ),
        ("用 BR 命令打开。", "桥长 123 米，用BR命令打开。"),
    ],
)
def test_a_shortened_one_passes(said: str, quote: str) -> None:
    assert faults(said, quote) == []
