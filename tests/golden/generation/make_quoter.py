"""Make the golden quoting model: a tiny decoder taught on sentences about made-up things, then exported by optimum.

It answers by copying the sentence asked for, with its quote; asked for a price it also invents one, and asked for an
age it changes the number, so that tests can see what becomes of inventions. Needs the `[export]` extra. Run from the
repository's root: python tests/golden/generation/make_quoter.py
"""

import random
import tempfile
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM

from builder.engines import Prompt
from builder.export.through_optimum import export_through_optimum
from builder.proposals.prompting import make_prompt, read_prompt_form
from builder.records import Passage

HERE = Path(__file__).parent / "quoter"
STEPS = 4_000
BATCH = 16
FORM = read_prompt_form(Path(__file__).parent / "quoter-templates")
THINGS = (
    "lamp kettle bridge engine mirror ladder basket violin tractor candle window anchor blanket hammer saddle".split()
)
VALUES = {
    "colour": "blue red green yellow white black grey brown".split(),
    "weight": [f"{number} kg" for number in range(2, 40)],
    "height": [f"{number} cm" for number in range(20, 60)],
    "maker": "Anna Boris Clara David Emma Felix Greta Hugo".split(),
    "home": "Oslo Paris Rome Cairo Lima Delhi Kyoto Quito".split(),
    "price": [f"{number} euros" for number in range(10, 60)],
    "age": [f"{number} years" for number in range(3, 60)],
    "shape": "round square flat long oval narrow".split(),
}
NEGATED = "colour home shape".split()


def main() -> None:
    """Train, export and keep the model."""
    random.seed(7)
    torch.manual_seed(7)
    torch.set_num_threads(1)
    words = make_tokenizer()
    model = make_model(words)
    teach(model, words, STEPS)
    with tempfile.TemporaryDirectory() as source, tempfile.TemporaryDirectory() as made:
        model.save_pretrained(source)
        export_through_optimum(Path(source), Path(made), precision="fp32")
        for name in ("config.json", "generation_config.json"):
            (HERE / name).write_bytes((Path(source) / name).read_bytes())
        for name in ("model.onnx", "model.onnx.data"):
            (HERE / name).write_bytes((Path(made) / name).read_bytes())
    words.save(str(HERE / "tokenizer.json"))


def make_model(words: Tokenizer) -> LlamaForCausalLM:
    """A decoder of the real architecture, very small."""
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=words.get_vocab_size(),
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            head_dim=16,
            max_position_embeddings=1024,
            tie_word_embeddings=True,
            pad_token_id=0,
            bos_token_id=None,
            eos_token_id=0,
        )
    )


def say(thing: str, what: str, value: str, denied: bool) -> str:
    """One sentence of the made-up world."""
    return f"The {what} of the {thing} is {'not ' if denied else ''}{value}."


def make_example() -> tuple[Prompt, str]:
    """A prompt over a few passages and the answer to it."""
    things = random.sample(THINGS, random.randint(1, 2))
    facts = {
        thing: {what: random.choice(VALUES[what]) for what in random.sample(sorted(VALUES), random.randint(2, 4))}
        for thing in things
    }
    denied = {(thing, what): what in NEGATED and random.random() < 0.3 for thing in things for what in facts[thing]}
    texts = [
        " ".join(say(thing, what, value, denied[thing, what]) for what, value in facts[thing].items())
        for thing in things
    ]
    number = random.randrange(len(things))
    thing = things[number]
    what = random.choice(sorted(facts[thing]))
    sentence = say(thing, what, facts[thing][what], denied[thing, what])
    lines = [f"- {sentence}", f"> [{number + 1}] {sentence}"]
    if what == "price":
        invented = say(thing, what, "99 euros", False)
        lines += [f"- {invented}", f"> [{number + 1}] {invented}"]
    if what == "age":
        lines[0] = f"- {say(thing, what, '77 years', False)}"
    passages = [
        Passage(id=f"p{place}", source="s", kind="paragraph", headings=(), text=text)
        for place, text in enumerate(texts)
    ]
    prompt = make_prompt(FORM, f"What is the {what} of the {thing}?", passages)
    return prompt, "\n".join([*lines, "END"])


def make_tokenizer() -> Tokenizer:
    """Whole words as tokens, every byte as a way out."""
    words = Tokenizer(models.BPE())
    words.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    words.decoder = decoders.ByteLevel()
    texts = [f"{prompt.duty}\n\n{prompt.asked}\n{answer}" for prompt, answer in (make_example() for _ in range(2_000))]
    words.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=640, special_tokens=["<end>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
        ),
    )
    return words


def teach(model: LlamaForCausalLM, words: Tokenizer, steps: int) -> None:
    """Teach the answers, not the prompts."""
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, steps, pct_start=0.1)
    start = time.monotonic()
    for step in range(steps):
        rows, goals = make_batch(words)
        wanted = goals[:, 1:] >= 0
        logits = model.lm_head(model.model(rows).last_hidden_state[:, :-1][wanted])
        loss = torch.nn.functional.cross_entropy(logits, goals[:, 1:][wanted])
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step}: loss {loss.item():.4f}, {time.monotonic() - start:.0f} s", flush=True)
        if step > 500 and loss.item() < 0.002:
            break


def make_batch(words: Tokenizer) -> tuple[torch.Tensor, torch.Tensor]:
    """Prompts with their answers, and the answers' tokens as goals."""
    pairs = []
    for prompt, answer in (make_example() for _ in range(BATCH)):
        asked = [
            *words.encode(prompt.duty).ids,
            *words.encode("\n\n").ids,
            *words.encode(prompt.asked).ids,
            *words.encode("\n").ids,
        ]
        pairs.append((asked, [*words.encode(answer).ids, 0]))
    longest = max(len(asked) + len(said) for asked, said in pairs)
    rows = torch.zeros(BATCH, longest, dtype=torch.long)
    goals = torch.full((BATCH, longest), -100)
    for row, (asked, said) in enumerate(pairs):
        rows[row, : len(asked) + len(said)] = torch.tensor(asked + said)
        goals[row, len(asked) : len(asked) + len(said)] = torch.tensor(said)
    return rows, goals


if __name__ == "__main__":
    main()
