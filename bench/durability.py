"""The full counts behind the durability tests: `bench/durability.py [--kills 1000] [--scripts 500] [--damages 10000]`.

The tests themselves run a seeded part of each. A tenth of the kills is the number of builds started at once. Hours on
two cores; a tenth by --kills 100 --scripts 50 --damages 1000.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
STORIES = ("tests/stories/test_kills.py", "tests/stories/test_edits.py", "tests/pipeline/test_faults.py")


def main() -> int:
    """Run the stories with the counts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--scripts", type=int, default=500)
    parser.add_argument("--damages", type=int, default=10_000)
    counts = {f"ANSWERBOOK_{name.upper()}": str(count) for name, count in vars(parser.parse_args()).items()}
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "load", "--durations", "5", *STORIES]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **counts}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
