"""Entries of a list of works are no sentences of a document; sentences that cite them are."""

import pytest

from builder.checks.gates import find_faults
from builder.records import Citation, Claim, Passage


def is_stopped(text: str) -> bool:
    passage = Passage(id="book/doc.1", source="book/doc", kind="paragraph", headings=(), text=text)
    claim = Claim(text=text, citations=(Citation(passage=passage.id, quote=text),))
    return "references" in [rule for rule, _ in find_faults(claim, {passage.id: passage}, composed=False)]


@pytest.mark.parametrize(
    "text",
    [
        "[12] Smith, J., Miller, A. B.: Deep learning for trees. In: Proceedings of the Forest Day, pp. 12–19 (2019).",
        "K. He, X. Zhang, S. Ren, J. Sun, Deep residual learning for images, in: Proc. CVPR, 2016, pp. 770–778.",
        "K. He, X. Zhang, S. Ren. Deep residual learning for images, 2016.",
        "He, K., Zhang, X., Ren, S.: Deep residual learning for images. J. Forest Res. 12.",
        "Smith, J., Doe, R., 2019. A study of leaves. Ecol. Lett. 12 (3), 44–51. doi: 10.1000/182.",
    ],
)
def test_an_entry_of_a_reference_list_is_stopped(text: str) -> None:
    assert is_stopped(text)


@pytest.mark.parametrize(
    "text",
    [
        "We follow Smith et al. (2019), who trained for 12 epochs.",
        "AlexNet: In 2012, Krizhevsky et al.[28] constructed a model with more layers.",
        "The data are published at https://doi.org/10.1000/182.",
        "Contact M. Meier, A. Schmidt, or J. Doe for keys.",
        "Contact A. Meier, B. Schmidt, C. Doe for keys.",
        "The library is listed in the ISBN register, no. 4567.",
        "The counts are kept at https://doi.org/10.1000/182 (Berg et al. 2017, 2019, Lund 2020).",
        "One change was made in 2001 (Berg et al., 2007, p. 3).",
    ],
)
def test_a_sentence_that_cites_passes(text: str) -> None:
    assert not is_stopped(text)
