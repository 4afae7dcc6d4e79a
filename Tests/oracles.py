"""What the scripts that write golden values share: pinned packages, and JSON without NaN.

A script puts this folder on its path, and calls `require` before it imports any of the packages.
"""
import importlib.metadata
import json
import math
import subprocess
import sys
import tempfile
import venv
from pathlib import Path


def _installed(name):
    try:
        return importlib.metadata.version(name).split("+")[0]
    except importlib.metadata.PackageNotFoundError:
        return None


def require(pinned, alone=()):
    """Unless the interpreter has these versions, runs the script again in a temporary environment
    that has them. The packages in `alone` are installed without what they depend on."""
    if all(_installed(name) == version for name, version in pinned.items()):
        return
    folder = tempfile.mkdtemp(prefix="golden-")
    venv.create(folder, with_pip=True)
    python = str(Path(folder) / "bin" / "python")
    install = [python, "-m", "pip", "install", "--quiet"]
    subprocess.check_call(install + [f"{n}=={v}" for n, v in pinned.items() if n not in alone])
    for name in alone:
        subprocess.check_call([*install, "--no-deps", f"{name}=={pinned[name]}"])
    sys.exit(subprocess.call([python, *sys.argv]))


def plain(value):
    """Arrays become lists, infinities strings; NaN is refused."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)) or getattr(value, "ndim", 0) > 0:
        return [plain(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    if value is None or isinstance(value, (str, int)):
        return value
    value = float(value)
    assert not math.isnan(value)
    return repr(value) if math.isinf(value) else value


def write(path, pinned, value, **style):
    """Writes what is compared with, and the versions it was made with."""
    Path(path).write_text(json.dumps({"versions": pinned, **plain(value)}, **style) + "\n")
