#!/bin/sh
# Runs bagit.py, the Library of Congress's validator of BagIt bags, from a virtual environment in the
# build folder, which is made when it is not there. Ends with an error when that cannot be done.
set -eu
venv=$(cd "$(dirname "$0")/../../.." && pwd)/.build/outside
if [ ! -f "$venv/bin/bagit.py" ]; then
  python3 -m venv "$venv" >&2
  "$venv/bin/python" -m pip --quiet install bagit==1.9.0 >&2
fi
exec "$venv/bin/python" "$venv/bin/bagit.py" "$@"
