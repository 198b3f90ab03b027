"""How each shipped model was made: data and base weights come in, a model folder goes out.

The core never imports it.
"""
