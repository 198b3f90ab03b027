"""The real encoder in the browser: the same tokens, the same vectors, chosen with a size or not there at all."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy
import pytest
from tokenizers import Tokenizer

from builder.bundle import FOLDER
from builder.bundle.browser_encoder import RUNTIME, WASM, encoder_files, runtime_files
from builder.bundle.prior import load_prior
from builder.engines.toy import ToyEncoder
from builder.errors import EngineError
from builder.format import read_project
from builder.packaged import HERE, WEB, WORDS
from builder.policy import policy_of
from tests.bundle.little_site import make_assets, make_site

TEXTS = [
    "How do I let another website call my API?",
    "Größe café ﬁle naïve İstanbul ΣΊΣΥΦΟΣ",
    "東京タワーはFastAPIで高い ภาษาไทย हिन्दी में",
    "a->b x::y 224×224 ½ ² 10:30 e.g. $5 ~/.ssh `code`",
    "tab\there\u00a0and\u200bthere\ufffd and a nul\0",
    "unbelievabletransmogrification " + "x" * 101,
    "word " * 400,
    "",
]
CONFIG = "site_name: Ships\ndocs_dir: docs\nplugins:\n  - search\n  - answerbook:\n      encoder_in_browser: runtime\n"


class KnownEncoder(ToyEncoder):
    """Stands where the shipped encoder does, for what only asks who it is."""

    fingerprint = json.loads((WORDS / "words.json").read_text("utf-8"))["encoder"]


def in_node(script: str, given: object) -> object:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    source = f"import * as encoder from {json.dumps((WEB / 'encoder.js').as_uri())};\n"
    source += "import { readFileSync } from 'node:fs';\nconst given = JSON.parse(readFileSync(0, 'utf-8'));\n"
    command = [node, "--input-type=module", "-e", f"{source}process.stdout.write(JSON.stringify(({script})(given)));"]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_browser_makes_the_same_tokens() -> None:
    tokenizer = Tokenizer.from_file(str(HERE / "models" / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    vocabulary = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().__getitem__)
    script = """({vocabulary, texts}) => {
      const known = new Map(vocabulary.map((token, number) => [token, number]));
      return texts.map((text) => encoder.tokenise(text, known));
    }"""
    found = in_node(script, {"vocabulary": vocabulary, "texts": TEXTS})
    assert found == [tokenizer.encode(text).ids for text in TEXTS]


def test_the_browser_turns_a_vector_as_the_builder_does(tmp_path: Path) -> None:
    encoder = KnownEncoder()
    prior = load_prior(encoder, numpy.zeros((0, 384), numpy.float32))
    for name in (RUNTIME, WASM):
        (tmp_path / name).write_bytes(b"runtime")
    files, about = encoder_files(tmp_path, prior, {"same": 0.5})
    (tmp_path / "words.bin").write_bytes(files[str(about["words"])])
    vector = encoder.encode(["a ship in the harbour"])[0]
    script = """({path, vector}) => {
      const { vocabulary, directions } = encoder.readWordsOf(new Uint8Array(readFileSync(path)));
      return [vocabulary.get("[SEP]"), [...encoder.turn(Float32Array.from(vector), directions)]];
    }"""
    last, turned = in_node(script, {"path": str(tmp_path / "words.bin"), "vector": vector.tolist()})  # type: ignore[misc]
    expected = vector @ prior.basis
    assert last == 102
    assert turned == pytest.approx((expected / numpy.linalg.norm(expected)).tolist(), abs=1e-5)
    assert about["bytes"] == sum(map(len, files.values()))
    assert about["settings"] == {"same": 0.5}


def test_a_site_that_has_not_chosen_it_lacks_it(tmp_path: Path) -> None:
    assets = make_assets(make_site(tmp_path))
    assert not [asset.path for asset in assets if "encoder" in asset.path]
    manifest = json.loads(next(asset.content for asset in assets if asset.path == f"{FOLDER}/box.json"))
    assert "encoder" not in manifest


def test_mkdocs_yml_names_the_folder(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    config = tmp_path / "mkdocs.yml"
    config.write_text(CONFIG, "utf-8")
    assert read_project(tmp_path).browser_runtime == tmp_path / "runtime"
    config.write_text("site_name: Ships\ndocs_dir: docs\nplugins: [search, answerbook]\n", "utf-8")
    assert read_project(tmp_path).browser_runtime is None


def test_a_folder_without_the_runtime_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as error:
        runtime_files(tmp_path)
    assert error.value.path == str(tmp_path / RUNTIME)
    assert "npm install onnxruntime-web" in error.value.hint


def test_another_engine_is_refused(tmp_path: Path) -> None:
    for name in (RUNTIME, WASM):
        (tmp_path / name).write_bytes(b"")
    toy = ToyEncoder()
    with pytest.raises(EngineError, match="only the shipped encoder"):
        encoder_files(tmp_path, load_prior(toy, numpy.eye(384, dtype=numpy.float32)), {})


def test_the_strict_policy_allows_webassembly_only_where_it_is_chosen() -> None:
    assert "wasm-unsafe-eval" not in policy_of("<head></head>")
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy_of("<head></head>", wasm=True)
