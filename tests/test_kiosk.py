"""The kiosk recipes of docs/kiosk: units that systemd understands, a session that starts it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

KIOSK = Path(__file__).parent.parent / "docs" / "kiosk"
ANALYZE = shutil.which("systemd-analyze")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")


@pytest.mark.skipif(ANALYZE is None, reason="there is no systemd-analyze here")
@pytest.mark.parametrize("unit", sorted(each.name for each in KIOSK.glob("*.service")))
def test_systemd_understands_the_unit(unit, tmp_path):
    """All but the program and the user, which are not on this computer."""
    text = (KIOSK / unit).read_text(encoding="utf-8")
    text = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text)
    (tmp_path / unit).write_text(re.sub(r"(?m)^User=exhibit", "User=root", text))
    whose = [] if "User=" in text else ["--user"]
    surroundings = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    command = [str(ANALYZE), *whose, "verify", str(tmp_path / unit)]
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_session_becomes_the_exhibit_with_its_settings(tmp_path):
    program = tmp_path / ".venv" / "bin" / "exhibit"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$$" "$@"\n')
    program.chmod(0o755)
    session = subprocess.Popen(
        [str(KIOSK / "session.sh")], env={**os.environ, "FOLDER": str(tmp_path)},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    said, _ = session.communicate()
    assert said.split() == [str(session.pid), "--settings", f"{tmp_path}/exhibit.toml"]
