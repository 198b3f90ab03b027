"""A tenth of a durability benchmark, seeded: the full counts are `bench/durability.py`."""

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parent.parent.parent / "bench" / "durability.py"


def hold(kind: str, folder: Path) -> str:
    """Run a tenth of the cases of a kind and return what was counted; anything broken fails."""
    command = [sys.executable, str(BENCH), kind, "--share", "0.1", "--results", str(folder / "results.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
