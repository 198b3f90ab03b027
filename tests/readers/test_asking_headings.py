"""Headings that ask, in whatever language."""

from builder.readers.markdown import read_markdown


def test_headings_ask_in_other_languages() -> None:
    asking = (
        "Was ist Teer?",
        "¿Qué es ABC?",
        "Qui a signé ?",
        "如何备份？",
        "ABC とは何ですか？",
        "뱃삯은 얼마입니까?",
    )
    read = read_markdown(
        "# Page\n\n" + "".join(f"## {one}\n\nA tool.\n\n" for one in (*asking, "なぜ？", "Noch mehr?"))
    )
    assert tuple(words for _, words in read.asked) == asking
