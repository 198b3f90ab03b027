"""Characters that PDFs damaged: each repair on true examples, and none on sound text."""

import pytest

from builder.repair import characters

SOUND = (
    "Schröder’s naïve façade, Dvořák, Ångström, İstanbul, Şişli, Łódź.\n"
    "Use `code` and `more_code` with ^carets~ and 5´ tall, 30` and a ˆ alone.\n"
    "• bullet, 10 µm × 5 °C, α = −0.5 ± 0.1, x² ≤ y, I.B.M. and U S A\n"
    "日本語 Ελληνικά русский עברית 한국어 हिन्दी 🚀"
)


@pytest.mark.parametrize("mend", [value for name, value in vars(characters).items() if name.startswith("mend_")])
def test_sound_text_stays(mend) -> None:  # type: ignore[no-untyped-def]
    assert mend(SOUND) == SOUND


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("classiﬁcation", "classification"),
        ("ﬂow of eﬃcient aﬀairs", "flow of efficient affairs"),
    ],
)
def test_ligatures(damaged: str, sound: str) -> None:
    assert characters.mend_ligatures(damaged) == sound


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("Schr¨oder", "Schröder"),
        ("Mara˜n´on", "Marañón"),
        ("Garc´ıa", "García"),
        ("Dr˘agut¸, L.", "Drăguţ, L."),
        ("dissertac¸˜ao", "dissertação"),
        ("B. ˙Is¸ler", "B. İşler"),
        ("forˆets", "forêts"),
        ("Minist`ere", "Ministère"),
        ("Pratic`o", "Praticò"),
        ("´\nSwie˙zewski", "Świeżewski"),
        ("Ranki c´ , L.", "Ranki ć , L."),
        ("it´s and don´t", "it’s and don’t"),
        ("k¨oppen-\ngeiger", "köppen-\ngeiger"),
    ],
)
def test_detached_accents(damaged: str, sound: str) -> None:
    assert characters.mend_accents(damaged) == sound


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("(cid:0) 0.25", "−0.25"),
        ("[2(cid:0) 32]", "[2−32]"),
        ("1.3e(cid:0) 4", "1.3e−4"),
        ("a (cid:0) b", "a − b"),
        ("61.4(cid:176)W", "61.4°W"),
        ("(cid:36)(cid:79) (cid:76)(cid:86) (cid:87)(cid:75)(cid:72)", "Al is the"),
        ("k1 (cid:3) k2", "k1 � k2"),
        ("(cid:1)(cid:2)(cid:3)(cid:1)", "����"),
    ],
)
def test_codes_of_glyphs(damaged: str, sound: str) -> None:
    assert characters.mend_codes(damaged) == sound


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("\uf06c  A novel framework", "• A novel framework"),
        ("text\n \uf0b7 next", "text\n • next"),
        ("rate \uf061 and 3\uf0b43", "rate α and 3×3"),
        ("TP\uf03dTN\uf02bFP", "TP=TN+FP"),
        ("the loss \ue238", "the loss �"),
    ],
)
def test_private_characters(damaged: str, sound: str) -> None:
    assert characters.mend_symbols(characters.mend_bullets(damaged)) == sound


def test_mathematical_letters_are_set_off_from_words() -> None:
    assert characters.mend_mathematical("Name𝑑@k×k and 𝑃𝑟𝑒𝑐 = ℎ") == "Name d@k×k and Prec = h"


def test_blanks_and_controls() -> None:
    assert characters.mend_blanks("a\u00a0b\u2003c\u200bd\x00e\x07") == "a b cde"


def test_spaced_capitals() -> None:
    assert characters.mend_spaced_capitals("A B S T R A C T and A R T I C L E  I N F O") == "ABSTRACT and ARTICLE INFO"


def test_repairs_build_on_each_other_and_are_done_at_once() -> None:
    once = characters.mend_characters("The coefﬁcient is (cid:0) 0.5 for Schr¨oder\u00a0(2019)")
    assert once == "The coefficient is −0.5 for Schröder (2019)"
    assert characters.mend_characters(once) == once
