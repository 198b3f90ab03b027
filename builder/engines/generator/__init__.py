"""Answers by a language model in ONNX form: prompts come in, the model's greedy continuations go out, without torch.

    folder ─ opening ─ session ─┬─ slots    our own graphs: rows of any length side by side, keys written in place
                                └─ batches  other people's graphs: padded batches, keys handed from step to step
Nothing a model says is trusted here or shown to anybody: stages ask, gates dispose.
"""
