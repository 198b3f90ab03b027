"""Where the [export] extra is installed: fresh weights, exported both ways, say what transformers says of them.

Elsewhere there is nothing to run here: the golden files hold what this found.
"""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

from builder.engines import Prompt
from builder.engines.generator.generator import load_generator, open_backend
from builder.export.adding import Through, Wish, add_model
from builder.model_store import list_models

GOLDEN = Path(__file__).parent.parent / "golden" / "generation"
SEED = 4711

if importlib.util.find_spec("optimum"):
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM

    @pytest.mark.filterwarnings("ignore")
    @pytest.mark.parametrize("through", ["own", "optimum"])
    @pytest.mark.parametrize("name", ["llama", "qwen2"])
    def test_fresh_weights_say_what_transformers_says(name: str, through: Through, tmp_path: Path) -> None:
        torch.manual_seed(SEED)
        model = AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(GOLDEN / name)).eval().float()
        for weight in model.parameters():
            torch.nn.init.normal_(weight, 1.0 if weight.dim() == 1 else 0.0, 0.3)
        model.save_pretrained(tmp_path / "fresh")
        (tmp_path / "fresh" / "generation_config.json").write_text(json.dumps({"eos_token_id": []}), "utf-8")
        shutil.copyfile(GOLDEN / name / "tokenizer.json", tmp_path / "fresh" / "tokenizer.json")
        wish = Wish(source=str(tmp_path / "fresh"), precision="fp32", through=through)
        folder = add_model(wish, tmp_path / "store", told=lambda text: None).folder
        prompts = [torch.randint(3, 96, (length,)).tolist() for length in (3, 29, 11, 7, 40, 18, 2, 23)]
        settings = {"max_new_tokens": 64, "do_sample": False, "eos_token_id": None, "pad_token_id": 0}
        said = [
            model.generate(torch.tensor([prompt]), attention_mask=torch.ones(1, len(prompt)), **settings)[0].tolist()
            for prompt in prompts
        ]
        backend = open_backend(folder, threads=1)
        made = backend.extend(prompts, most=64, stops=lambda tokens: False, told=lambda count: None)
        assert [[*prompt, *tokens] for prompt, tokens in zip(prompts, made, strict=True)] == said

    @pytest.mark.filterwarnings("ignore")
    def test_optimum_exports_what_we_do_not_write(tmp_path: Path) -> None:
        source = Path(shutil.copytree(GOLDEN / "gemma", tmp_path / "gemma", ignore=shutil.ignore_patterns("optimum")))
        wish = Wish(source=str(source), precision="int8")
        folder = add_model(wish, tmp_path / "store", told=lambda text: None).folder
        assert list_models(tmp_path / "store")[0].form == "batches"
        assert load_generator(folder, threads=1).generate([Prompt(duty="w5 w6", asked="w7")], most=3) != [""]
