#!/bin/sh
# Reads a JUnit file with other people's tools, which come from PyPI into the build folder the first
# time: the schema of Jenkins, as pytest's source distribution carries it, and junitparser. Prints the
# counts that junitparser finds: tests, failures, errors, skipped.
#   junit.sh FILE
set -eu
place=$(cd "$(dirname "$0")/../../.." && pwd)/.build/outside-junit
schema=$place/pytest-7.4.4/testing/example_scripts/junit-10.xsd
if [ ! -f "$schema" ]; then
  python3 -m venv "$place" >&2
  pip="$place/bin/python -m pip --quiet --disable-pip-version-check"
  $pip install junitparser==5.0.3 xmlschema==4.3.2 >&2
  $pip download --no-deps --no-binary :all: -d "$place" pytest==7.4.4 >&2
  tar -xzf "$place/pytest-7.4.4.tar.gz" -C "$place" >&2
fi
exec "$place/bin/python" - "$1" "$schema" <<'END'
import sys
import junitparser
import xmlschema

path, schema = sys.argv[1:]
xmlschema.XMLSchema(schema).validate(path)
suites = junitparser.JUnitXml.fromfile(path)
suites.update_statistics()
print(suites.tests, suites.failures, suites.errors, suites.skipped)
END
