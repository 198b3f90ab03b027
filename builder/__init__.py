"""Answerbook: documents in, a static website that answers questions out."""

import os

# The runtime would phone home unless told so before its first import, in every process.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# Sums must come out the same on any number of cores, and a busy machine must not make threads wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
