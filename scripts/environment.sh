# Sourced by every script: the repository's root as working folder, and the tools on PATH.
# shellcheck shell=bash
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PWD/node_modules/.bin:$PATH"

# Panic messages name source files: in what is built for the web, not by where they lie on this machine.
# (This variable replaces the flags of .cargo/config.toml, so they are read from there.)
remap() {
  local flags
  flags=$(sed -n 's/^rustflags = \[\(.*\)\]/\1/p' .cargo/config.toml | tr -d '",')
  flags+=" --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates"
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$flags
}

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

# step NAME COMMAND...: runs the command, says what it does and how long it took.
step() {
  local name=$1 start=$SECONDS
  shift
  say "== $name: $*"
  if "$@"; then
    say "-- $name: passed in $((SECONDS - start)) s"
  else
    local status=$?
    say "-- $name: FAILED after $((SECONDS - start)) s" >&2
    exit "$status"
  fi
}
