"""`python -m builder.training`: what it asks for, and the blend's file from readings to disk."""

import json
import re
import sys
from pathlib import Path

import pytest
from set_files import write_rows

from builder.engines import ReadPair
from builder.engines.blend import read_weights
from builder.engines.toy import ToyEncoder, ToyReader
from builder.training import blending
from builder.training.__main__ import main
from builder.training.asked import Asked
from builder.training.texts import is_held_out

SENTENCES = ("The mast is 48 m tall.", "Herons nest near the lake.")


def ask(number: int) -> Asked:
    """A question whose first sentence answers, or, for odd numbers, one that nothing answers."""
    words = "How tall is the mast?" if number % 2 == 0 else f"Who owns boat {number}?"
    text = " ".join(SENTENCES)
    first = len(SENTENCES[0])
    pair = ReadPair(question=words, text=text, sentences=((0, first), (first + 1, len(text))))
    return Asked("made", (pair,), (((0, float(number % 2 == 0)), (1, 0.0)),), number % 2 == 1)


def test_a_reader_needs_a_base(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["training", "reader", "--data", str(tmp_path)])
    with pytest.raises(SystemExit):
        main()
    assert "reader needs --base" in capsys.readouterr().err


@pytest.mark.parametrize("model", ["encoder", "reader", "words"])
def test_a_model_without_the_extra_names_it(
    model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [one for one in sys.modules if one.startswith("builder.training.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("sys.argv", ["training", model, "--data", str(tmp_path), "--base", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert re.fullmatch(
        r'error: \w+ is not installed\nhint: `pip install "\.\[export\]"` in the cloned folder of Answerbook\n',
        capsys.readouterr().err,
    )


def test_the_blend_is_written_where_the_engine_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [ask(number) for number in range(24)]
    group = next(name for name in map(str, range(1000)) if is_held_out(name))
    row = {"id": "1", "group": group, "question": "How tall is the mast?", "context": " ".join(SENTENCES)}
    rows = [{**row, "answers": [{"text": "48 m", "start": 12}]}, {**row, "question": "Who owns it?", "answers": []}]
    write_rows(tmp_path / "reading" / "squad2_slice.jsonl.gz", rows)
    monkeypatch.setattr(blending, "load_reader", lambda folder: ToyReader())
    monkeypatch.setattr(blending, "load_encoder", ToyEncoder)
    monkeypatch.setattr(blending, "hold_hinted", lambda data, most, seed: asked)
    monkeypatch.setattr(blending, "hold_plain", lambda data, most, seed: asked)
    call = ["training", "blend", "--data", str(tmp_path), "--out", str(tmp_path), "--silent", "0.5", "0.9"]
    monkeypatch.setattr("sys.argv", call)
    main()
    weights = read_weights(tmp_path)
    assert 0.05 <= weights.reading <= 0.95
    assert len(weights.hinted) == len(weights.plain) == 4
    held = json.loads((tmp_path / "blend.json").read_text("utf-8"))
    assert held["figures"]["hinted"]["silent_by_choice"] == 0.5
    assert held["figures"]["plain"]["said_where_something_answers"] == 1.0
    constants = list(held["constants_by_silence"]["plain"].values())
    assert constants == sorted(constants, reverse=True)
