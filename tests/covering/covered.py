"""Which lines of lobby and room no test runs: python tests/covering/covered.py [PYTEST WORDS].

They stand in not_run.toml with the reason, each by its function. What runs and stands there, or
does not run and does not, is told, and is the exit code.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from types import CodeType

from recorder import EACH, FILES, ROOT, attached, make, remove

HERE = Path(__file__).parent
LISTED = HERE / "not_run.toml"
# Here tests/prove may say FAILED: the proof finds the recorder's own shared memory, as it should.
TESTS = ["tests/lobby", "tests/room", "tests/classroom", "tests/prove", "tests/page",
         "tests/senses/test_bodies.py", "tests/fuzz/test_fuzz_room.py", "tests/test_bench.py",
         "tests/test_rehearse.py"]  # fmt: skip


def functions(path):
    """The lines that can run in each function of a file, by its name within."""
    found = {}

    def look(code, name):
        for each in (each for each in code.co_consts if isinstance(each, CodeType)):
            # What stands in angles (a lambda, a comprehension) is its function's own.
            below = name if each.co_name[0] == "<" else f"{name}.{each.co_name}".lstrip(".")
            lines = {line for _, _, line in each.co_lines() if line}
            found.setdefault(below, set()).update(lines - {each.co_firstlineno})
            look(each, below)

    look(compile(Path(path).read_text(encoding="utf-8"), path, "exec"), "")
    return {name: lines for name, lines in found.items() if name and lines}


def missing(ran):
    """The lines that did not run, by file and function, as lobby/loop.py:Lobby.run."""
    told = {}
    for number, path in enumerate(FILES):
        seen = {line for line in range(EACH) if ran[EACH * number + line]}
        for name, lines in functions(path).items():
            if lines - seen:
                told[f"{Path(path).relative_to(ROOT).as_posix()}:{name}"] = sorted(lines - seen)
    return told


def listed():
    """The functions that are known not to run whole, each with its reason."""
    return {name: each["why"] for name, each in tomllib.loads(LISTED.read_text()).items()}


def run(words):
    """Run tests: the lines that ran by then, as a byte each."""
    number = make()
    try:
        paths = os.pathsep.join([str(HERE), str(ROOT.parent), os.environ.get("PYTHONPATH", "")])
        told = {**os.environ, "EXHIBIT_COVERING": str(number), "PYTHONPATH": paths}
        subprocess.run([sys.executable, "-m", "pytest", "-q", *words], env=told)
        return bytes(attached(number))
    finally:
        remove(number)


def main(words):
    ran = run(words or TESTS)
    found, known = missing(ran), listed()
    for name in sorted(found.keys() - known.keys()):
        print(f"not run and not listed: {name}, lines {found[name]}")
    for name in sorted(known.keys() - found.keys()):
        print(f"listed, and yet it runs: {name}")
    print(f"{len(found)} functions with {sum(map(len, found.values()))} lines that did not run")
    return int(found.keys() != known.keys())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
