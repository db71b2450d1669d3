# Python with pinned versions in Benchmarks/.venv, and the inputs of all peers; sourced by the scripts beside this folder.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$here/.build-peers
environment=$here/.venv
mkdir -p "$build"
python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
  echo "The peers need Python 3.11 or later; set PYTHON to one." >&2
  exit 69
fi
if ! cmp -s "$here/peers/requirements.txt" "$environment/installed.txt"; then
  echo "Installing NumPy, Numba, JAX and the EMA Workbench into Benchmarks/.venv" >&2
  "$python" -m venv "$environment"
  "$environment/bin/pip" install --quiet --only-binary :all: -r "$here/peers/requirements.txt"
  cp "$here/peers/requirements.txt" "$environment/installed.txt"
fi
"$environment/bin/python" "$here/peers/inputs.py" "$build/inputs"
