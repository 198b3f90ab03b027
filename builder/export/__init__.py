"""Language models to ONNX folders: safetensors and a configuration come in, a folder the generator can open goes out.

Needs the `[export]` extra; nothing here is imported when answers are generated.
"""
