# shellcheck shell=bash
# The lab's long-running programs. A pid file holds the pid, when that process started, and this boot's id: after a
# reboot, or once the pid belongs to somebody else, it names nobody, and nobody is signalled.

boot_id() { cat /proc/sys/kernel/random/boot_id; }
# The 22nd field of /proc/PID/stat, counted after the program's name, which may hold spaces and brackets.
started_at() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# pid_of NAME: the pid, if that very process lives.
pid_of() {
  local pid started boot
  read -r pid started boot 2>/dev/null <"$MIXARCH_LAB_HOME/run/$1.pid" || return 1
  [ "$boot" = "$(boot_id)" ] && [ "$started" = "$(started_at "$pid")" ] && [[ "$(ps -o stat= -p "$pid")" != Z* ]] && echo "$pid"
}
alive() { pid_of "$1" >/dev/null; }

# start NAME COMMAND…: in a session of its own, logging to log/NAME.log. The program writes its own pid file before it
# becomes COMMAND, so that there is no moment in which it runs and nobody knows.
start() {
  local name=$1 run=$MIXARCH_LAB_HOME/run
  shift
  alive "$name" && return 0
  # shellcheck disable=SC2016 # expanded by the inner shell
  setsid bash -c '
    read -r line <"/proc/$$/stat"; rest=${line##*) }; set -- "$@"; fields=($rest)
    echo "$$ ${fields[19]} $(cat /proc/sys/kernel/random/boot_id)" >"$0.pid.new" && mv "$0.pid.new" "$0.pid"
    exec "$@"' "$run/$name" "$@" >"$MIXARCH_LAB_HOME/log/$name.log" 2>&1 </dev/null {LAB_LOCK_FD}>&- &
  disown
  local _
  for _ in {1..100}; do alive "$name" && return 0; sleep 0.02; done
  fail_with_log "$name" "did not start"
}

# stop NAME [SIGNAL]: asks, waits up to 10 s, then insists.
stop() {
  local name=$1 signal=${2:-TERM} pid _
  if pid=$(pid_of "$name"); then
    kill "-$signal" "$pid" 2>/dev/null || true
    for _ in {1..200}; do alive "$name" || break; sleep 0.05; done
    if alive "$name"; then kill -KILL "$pid" 2>/dev/null || true; fi
    for _ in {1..100}; do alive "$name" || break; sleep 0.05; done
  fi
  rm -f "$MIXARCH_LAB_HOME/run/$name.pid"
}

fail_with_log() {
  local log=$MIXARCH_LAB_HOME/log/$1.log
  { echo "---- the end of $log:"; tail -n 20 "$log"; echo "----"; } >&2
  die "$1 $2; its log is $log"
}

# wait_until NAME SECONDS COMMAND…: until COMMAND succeeds; fails at once when the program NAME has ended.
wait_until() {
  local name=$1 limit=$2 deadline next
  shift 2
  deadline=$(($(date +%s) + limit)) next=$(($(date +%s) + 15))
  until "$@" >/dev/null 2>&1; do
    alive "$name" || fail_with_log "$name" "ended"
    if (($(date +%s) >= deadline)); then fail_with_log "$name" "was not ready within $limit s"; fi
    if (($(date +%s) >= next)); then say "  … waiting for $name"; next=$((next + 15)); fi
    sleep 0.1
  done
}
