#!/bin/sh
# Prints the folder that holds the program weasyprint, from a virtual environment in the build folder,
# which is made when it is not there. Ends with an error when that cannot be done.
set -eu
venv=$(cd "$(dirname "$0")/../../.." && pwd)/.build/outside
if [ ! -f "$venv/bin/weasyprint" ]; then
  [ -d "$venv" ] || python3 -m venv "$venv" >&2
  "$venv/bin/python" -m pip --quiet install weasyprint==70.0 >&2
fi
echo "$venv/bin"
