"""Damage is named and counted; sound text has none."""

from builder.repair.damage import describe_damage


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
