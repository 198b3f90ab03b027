"""List the benchmarks: each says in its first lines what it measures and what it needs. Runs none: they need data."""

import ast
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Print one line a benchmark, and how it is run."""
    for path in sorted(HERE.glob("*.py")):
        said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        if path != Path(__file__) and "argparse" in path.read_text("utf-8"):
            print(f"python bench/{path.name} --help\n    {said.splitlines()[0]}")


if __name__ == "__main__":
    main()
