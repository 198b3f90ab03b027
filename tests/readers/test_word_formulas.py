"""Formulas in Word documents are read in one line, as Word itself writes them there."""

import pytest

from builder.readers.docx import read_docx
from tests.readers.test_docx import paragraph, word

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def run(text: str) -> str:
    return f'<m:r><w:rPr><w:rFonts w:ascii="Cambria Math"/></w:rPr><m:t>{text}</m:t></m:r>'


def part(name: str, *inner: str) -> str:
    return f"<m:{name}>{''.join(inner)}</m:{name}>"


def read_formula(formula: str) -> str:
    before, after = '<w:r><w:t xml:space="preserve">It holds for </w:t></w:r>', "<w:r><w:t> alone.</w:t></w:r>"
    body = f"<w:p {MATH}>{before}<m:oMath>{formula}</m:oMath>{after}</w:p>"
    text = read_docx(word(body)).blocks[0].text
    assert text.startswith("It holds for ")
    assert text.endswith(" alone.")
    return text.removeprefix("It holds for ").removesuffix(" alone.")


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (run("p &lt; 0.05"), "p < 0.05"),
        (part("f", part("fPr"), part("num", run("a+b")), part("den", run("2"))), "(a+b)/2"),
        (part("f", part("fPr", '<m:type m:val="noBar"/>'), part("num", run("n")), part("den", run("k"))), "n¦k"),
        (part("sPre", part("sub", run("6")), part("sup", run("14")), part("e", run("C"))), "_6^14 C"),
        (part("bar", part("barPr"), part("e", run("x"))), "x\u0305"),
        (
            part(
                "limUpp",
                part(
                    "e",
                    run("="),
                ),
                part("lim", run("def")),
            ),
            "=^def",
        ),
        (part("sSup", part("e", run("10")), part("sup", run("-3"))), "10^(-3)"),
        (part("sSub", part("e", run("x")), part("sub", run("i"))), "x_i"),
        (part("rad", part("radPr", '<m:degHide m:val="1"/>'), part("deg"), part("e", run("2"))), "√2"),
        (part("rad", part("deg", run("3")), part("e", run("x"))), "√(3&x)"),
        (
            part(
                "nary",
                part("naryPr", '<m:chr m:val="∑"/>'),
                part("sub", run("i=1")),
                part("sup", run("n")),
                part("e", run("x")),
            ),
            "∑_(i=1)^n x",
        ),
        (part("d", part("dPr", '<m:begChr m:val="["/><m:endChr m:val="]"/>'), part("e", run("0, 1"))), "[0, 1]"),
        (part("func", part("fName", run("log")), part("e", run("n"))), "log n"),
        (part("acc", part("accPr"), part("e", run("y"))), "y\u0302"),
        (part("limLow", part("e", run("max")), part("lim", run("i"))), "max_i"),
        (part("m", part("mr", part("e", run("1")), part("e", run("0")))), "[1 & 0]"),
        (part("box", part("e", run("E=mc"))), "E=mc"),
        ("<m:r><m:t>x</m:r>", "[formula]"),
    ],
)
def test_a_formula_within_a_sentence_is_said_in_one_line(formula: str, words: str) -> None:
    assert read_formula(formula) == words


def test_a_formula_by_itself_is_a_line_of_its_own() -> None:
    body = f"<w:p {MATH}><m:oMathPara><m:oMathParaPr/><m:oMath>{run('a=b')}</m:oMath></m:oMathPara></w:p>"
    found = read_docx(word(paragraph("It is so:") + body + paragraph("And so on.")))
    assert [block.text for block in found.blocks] == ["It is so:", "a=b", "And so on."]
