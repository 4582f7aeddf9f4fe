# shellcheck shell=bash
# Shared by every script of the lab: where things are, how progress is told, how a long step is run.

LAB_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${MIXARCH_LAB_HOME:=${XDG_CACHE_HOME:-$HOME/.cache}/mixarch-lab}"
: "${LAB_STARTED:=$(date +%s)}" # inherited, so that elapsed times count from the first script
export LAB_DIR MIXARCH_LAB_HOME LAB_STARTED

# Every address of the lab, in one place.
LAB_ADDRESS=10.77.0.1
# shellcheck disable=SC2034 # used by the scripts that source this file
{
LAB_NETWORK=10.77.0.0/24
LAB_POD_NETWORK=10.78.0.0/16
LAB_SERVICE_NETWORK=10.79.0.0/24
LAB_REGISTRY=$LAB_ADDRESS:5000
LAB_API=https://$LAB_ADDRESS:6443
LAB_AWS=http://$LAB_ADDRESS:5566
LAB_AWS_REGION=us-west-2
LAB_SUITE=bookworm
}

say() { printf '[%4ds] %s\n' "$(($(date +%s) - LAB_STARTED))" "$*" >&2; }
die() { printf 'lab: %s\n' "$*" >&2; exit 1; }

# A path that is used in mount tables, kubeconfigs and Go's flags: spaces would have to be escaped in each of them.
case $MIXARCH_LAB_HOME in
  /*) ;;
  *) die "MIXARCH_LAB_HOME must be an absolute path, not '$MIXARCH_LAB_HOME'" ;;
esac
case $MIXARCH_LAB_HOME in
  *[[:space:]:,\"\'\\]*) die "MIXARCH_LAB_HOME must not contain spaces or any of : , \" ' \\ ('$MIXARCH_LAB_HOME'); set it to another path" ;;
esac

lab_folders() { mkdir -p "$MIXARCH_LAB_HOME"/{src,bin,stamps,run,log}; }

# long_step NAME TEXT COMMAND…: runs COMMAND with its output in log/NAME.log, prints TEXT, then a heartbeat, and the
# log's end if it fails. COMMAND dies with us (even when we are killed with SIGKILL), so that a second run never
# meets the first one's leftovers.
long_step() {
  local name=$1 text=$2 log started child status=0 beat=0
  shift 2
  log=$MIXARCH_LAB_HOME/log/$name.log
  started=$(date +%s)
  say "$text"
  setpriv --pdeathsig KILL -- "$@" >"$log" 2>&1 </dev/null {LAB_LOCK_FD}>&- &
  child=$!
  # shellcheck disable=SC2064
  trap "kill $child 2>/dev/null; wait $child 2>/dev/null; exit 130" INT TERM HUP
  while kill -0 "$child" 2>/dev/null; do
    sleep 0.2
    if (($(date +%s) - started >= (beat + 1) * 15)); then
      beat=$((($(date +%s) - started) / 15))
      say "  … $name: $(($(date +%s) - started)) s so far${STEP_TOTAL:+, $(wc -l <"$log") of at most $STEP_TOTAL packages}"
    fi
  done
  wait "$child" || status=$?
  trap - INT TERM HUP
  if [ "$status" -ne 0 ]; then
    { echo "---- the end of $log:"; tail -n 20 "$log"; echo "----"; } >&2
    die "$name failed (status $status); the whole log is $log"
  fi
}

# Another script of the lab, as a part of this one: it ends with us, however we end.
nested() { setpriv --pdeathsig KILL -- "$@"; }

# Only one script changes the lab at a time. The kernel drops the lock with its holder, however that ends.
take_lock() {
  [ -z "${LAB_LOCKED:-}" ] || return 0
  mkdir -p "$MIXARCH_LAB_HOME"
  exec {LAB_LOCK_FD}>"$MIXARCH_LAB_HOME/lock"
  if ! flock -n "$LAB_LOCK_FD"; then
    say "another lab script is at work; waiting for it to end"
    flock "$LAB_LOCK_FD"
  fi
  export LAB_LOCKED=1 LAB_LOCK_FD
}
# What is started by us must not keep the lock when we are gone; a number that nobody uses stands for "no lock taken".
: "${LAB_LOCK_FD:=9}"

# A stamp says that a step was done, for exactly these inputs.
stamped() { [ "$(cat "$MIXARCH_LAB_HOME/stamps/$1" 2>/dev/null)" = "$2" ]; }
stamp() { echo "$2" >"$MIXARCH_LAB_HOME/stamps/.$1.$$" && mv "$MIXARCH_LAB_HOME/stamps/.$1.$$" "$MIXARCH_LAB_HOME/stamps/$1"; }
