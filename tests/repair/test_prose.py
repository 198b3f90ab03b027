"""Prose, loose cells, references and soup are told apart."""

import pytest

from builder.repair.prose import is_loose, is_reference, is_soup, share_of_words

PROSE = [
    "The models were initialized with weights that were trained on ImageNet in 2012.",
    "We used a batch size of 32 and a learning rate of 0.001 (Kingma and Ba, 2014).",
    "In 2012, Krizhevsky et al. [28] constructed a model with more convolutional layers.",
    "To achieve it, use Pydantic's model_config = {'extra': 'forbid'}:",
    "Use RequestValidationError with @app.exception_handler(RequestValidationError) to override it.",
    "So, it won't expect to be accessed at http://127.0.0.1:8000/api/v1/app, but here.",
    "Die Datenbank wird jede Nacht gesichert, und zwar im Rechenzentrum.",
    "A. Smith and B. Jones were the first to sail there.",
    "2. Enable TLS: set the option in the file of the server, and start it again.",
]
REFERENCES = [
    "Simonyan, K., Zisserman, A., 2014. Very deep networks for image recognition. arXiv preprint arXiv:1409.1556.",
    "Schmidhuber, J. (2015). Deep learning in neural networks: an overview. Neural",
    "[12] K. Simonyan and A. Zisserman, “Very deep networks,” in Proc. ICLR, 2015, pp. 1-14.",
    "35. Salamon J, Bello JP. Deep convolutional neural networks and data augmentation; 2015: IEEE.",
    "15. Salamon-Bello LE, Carico J: Nets that hear birds at noon. Bull Birds 2011, 22:1-9.",
    "14. Salamon CE: Networks that hear birds at night. Bull Birds 2015, 229:1-354.",
    "Shorten, Connor, Khoshgoftaar, Taghi M., 2019. A survey on image data augmentation. J. Big Data 6 (1), 60.",
    "maximum entropy density estimation. Adv. Neural Inf. Proces. Syst. 17, 323–330. In: Press, pp. 3",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_prose(text: str) -> None:
    assert not is_reference(text)
    assert not is_soup(text)
    assert not is_loose([text])


@pytest.mark.parametrize("text", REFERENCES)
def test_references_are_known(text: str) -> None:
    assert is_reference(text)


@pytest.mark.parametrize(
    "lines",
    [
        ["(6)"],
        ["Wk = W0 + ΔWk, k ∈ {1, …, K}"],
        ["spectral normalization", "spectral normalization"],
        ["(16,256,256)", "(32,128,128)"],
        ["σ(W) := max", "X:X≠0"],
        ["0.77", "0.64"],
    ],
)
def test_cells_and_symbols_are_loose(lines: list[str]) -> None:
    assert is_loose(lines)


@pytest.mark.parametrize(
    "text",
    ["edtoimproveresultsquickly.Afterbeingtestedwithmultipleconfigurations", "w�s tr��ned on ��� im�ges"],
)
def test_soup_is_soup(text: str) -> None:
    assert is_soup(text)


@pytest.mark.parametrize("text", [*PROSE, "日本語のテキストは読めます。", "Это обычный русский текст без ошибок."])
def test_sound_texts_are_words(text: str) -> None:
    assert share_of_words(text) > 0.85


@pytest.mark.parametrize(
    "text",
    ["xkcdq wvbnm lkjhg qwrtp zxcvb", "%$# @!! *&^ ((( )))", "inthefigureitispossibletoseethatthenetwork learns"],
)
def test_unreadable_texts_are_not(text: str) -> None:
    assert share_of_words(text) <= 0.5
