"""The encoder as it learns: what it reads and adds up, its losses, a run that was stopped. Needs the export extra."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers, processors

torch = pytest.importorskip("torch", reason="the export extra")
transformers = pytest.importorskip("transformers", reason="the export extra")

from builder.bundle.prior import Prior, read_prior  # noqa: E402
from builder.training.export import Encoder, export_encoder, read_trunk  # noqa: E402
from builder.training.finder import Finder, find_losses, nearest, train_finder, weigh, write_rows  # noqa: E402
from builder.training.loop import Plan  # noqa: E402

WORDS = ("how", "open", "close", "door", "window", "the", "a", "i", "do", "roof")
TEXTS = ("open the door", "close the window", "the roof", "a door")


class Lots:
    """Two queries for each text, every step."""

    def lot(self, step: int) -> tuple[list[str], list[str], list[str]]:
        del step
        return list(TEXTS), ["how open door", "close window", "roof", "a door"], ["open", "window", "the roof", "door"]


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Path]:
    names = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS)
    tokenizer = Tokenizer(models.WordPiece({name: place for place, name in enumerate(names)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    torch.manual_seed(1)
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    transformers.BertModel(transformers.BertConfig(vocab_size=len(names), **shape)).save_pretrained(tmp_path)
    yield tmp_path


def make_finder(base: Path) -> Finder:
    torch.manual_seed(2)
    chance = np.random.default_rng(1)
    rows = {word: chance.normal(size=4).astype(np.float32) for word in ("open", "door", "window")}
    basis = np.linalg.qr(chance.normal(size=(16, 4)))[0].astype(np.float32)
    return Finder(base, Prior(basis, rows, dict.fromkeys(rows, 5), 100), ["roof"] * 3)


def test_texts_come_back_in_their_order_whatever_their_length(base: Path) -> None:
    finder = make_finder(base).eval()
    texts = [" ".join([word] * times) for word, times in zip(WORDS * 4, range(40), strict=True)][1:]
    together = finder.read(texts, 24)
    alone = torch.cat([finder.read([text], 24) for text in texts])
    assert torch.allclose(together, alone, atol=1e-5)
    assert torch.allclose(together.norm(dim=1), torch.ones(len(texts)), atol=1e-5)


def test_a_query_is_the_sum_of_its_words_rows(base: Path) -> None:
    finder = make_finder(base)
    door, both, nothing = finder.add_up(["door", "door open", "unheard-of"]).detach()
    assert float(door @ both) > 0 and not torch.allclose(door, both)
    assert float(nothing.norm()) == 0.0


def test_the_nearest_text_costs_nothing_and_a_twin_is_passed_over() -> None:
    vectors = torch.eye(3)
    own = torch.arange(3)
    nobody = torch.zeros(3, 3, dtype=torch.bool)
    assert float(nearest(vectors, vectors, own, nobody)) < 1e-6
    twins = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    same = torch.tensor([[False, True], [True, False]])
    assert float(nearest(twins, twins, own[:2], same)) < 1e-6 < float(nearest(twins, twins, own[:2], nobody[:2, :2]))


def test_learning_brings_texts_nearer_and_a_stopped_run_goes_on(base: Path, tmp_path: Path) -> None:
    finder = make_finder(base)
    before = float(weigh(find_losses(finder, *Lots().lot(0))).detach())
    train_finder(finder, Lots(), tmp_path / "work", Plan(steps=12, rate=1e-3, warm_up=2, keep_every=5))
    assert float(weigh(find_losses(finder, *Lots().lot(0))).detach()) < before
    again = make_finder(base)
    train_finder(again, Lots(), tmp_path / "work", Plan(steps=12, rate=1e-3))
    assert torch.equal(again.rows.weight, finder.rows.weight)


def test_what_was_learned_is_exported(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exported: list[Encoder] = []
    monkeypatch.setattr("builder.training.export.write_folder", lambda model, *rest: exported.append(model))
    finder = make_finder(base)
    train_finder(finder, Lots(), tmp_path / "work", Plan(steps=3, rate=1e-2, warm_up=1))
    export_encoder(base, tmp_path / "out", tmp_path / "work" / "checkpoint.pt")
    export_encoder(base, tmp_path / "out")
    (learned, plain), name = exported, "encoder.layer.0.attention.self.query.weight"
    assert torch.equal(learned.trunk.state_dict()[name], finder.trunk.state_dict()[name])
    assert not torch.equal(plain.trunk.state_dict()[name], finder.trunk.state_dict()[name])


def test_the_rows_that_were_learned_are_read_as_those_to_begin_with(base: Path, tmp_path: Path) -> None:
    finder = make_finder(base)
    train_finder(finder, Lots(), tmp_path / "work", Plan(steps=3, rate=1e-2, warm_up=1))
    write_rows(finder, tmp_path / "words")
    found = read_prior(tmp_path / "words")
    assert found.counts == {"open": 5, "door": 5, "window": 5, "roof": 3}
    learned = finder.rows.weight.detach().numpy()
    for name, row in zip(finder.counts, learned, strict=True):
        assert np.abs(found.rows[name] - row).max() <= np.abs(row).max() / 14 + 1e-6  # they are kept in four bits


def test_the_encoder_that_ships_is_a_beginning() -> None:
    found = read_trunk(Path(__file__).parents[2] / "builder" / "models" / "encoder" / "model.onnx")
    shape = {"hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536}
    trunk = transformers.BertModel(transformers.BertConfig(**shape), add_pooling_layer=False)
    trunk.load_state_dict(found)
    assert all(torch.isfinite(weight).all() for weight in trunk.state_dict().values())
