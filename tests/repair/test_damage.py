"""Damage is named and counted; sound text has none."""

from builder.repair.damage import describe_damage, is_printed


def test_damage_is_named_and_counted() -> None:
    text = "The  classi-\nﬁcation by Schr¨oder gave (cid:0) 0.5 and\n\f\uf06c 𝑥.  It  works."
    assert describe_damage(text) == (
        "mended words split at line ends (1), runs of blanks (3), page breaks (1), ligatures (1), detached accents (1),"
        " codes of glyphs (1), private characters (1), mathematical letters (1)",
    )


def test_stamps_are_named_but_not_counted() -> None:
    assert describe_damage("All content following this page was uploaded by A Person.") == ("mended download stamps",)


def test_sound_text_has_none() -> None:
    assert describe_damage("A well-known text.\n\n- with a list\n\nand Schröder’s end.") == ()


def test_text_is_printed_where_it_bears_what_nobody_types_or_splits_many_words() -> None:
    assert is_printed("One page.\n\fAnother page.")
    assert is_printed("The classi-\nfication of what a cam-\nera saw.")
    assert not is_printed("A state-of-the-\nart pump.  It pumps | well.\n\nPort:   8080\nWe don´t mind.")
