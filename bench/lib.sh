# shellcheck shell=bash
# Shared by the benchmarks: times of commands, and their medians.

MIXARCH=$PWD/.build/release/mixarch

# run_times RUNS COMMAND…: sets CPU and WALL to the medians in milliseconds. Exit status 1 is an answer, not a failure.
run_times() {
    local runs=$1 cpu=() wall=() status times
    shift
    for _ in $(seq "$runs"); do
        status=0
        times=$({ TIMEFORMAT='%U %S %R'; time "$@" >"$WORK/output" 2>"$WORK/errors"; } 2>&1) || status=$?
        ((status <= 1)) || { echo "failed ($status): $*" >&2; tail -5 "$WORK/errors" >&2; exit 70; }
        cpu+=("$(awk '{printf "%d", ($1 + $2) * 1000}' <<<"$times")")
        wall+=("$(awk '{printf "%d", $3 * 1000}' <<<"$times")")
    done
    # shellcheck disable=SC2034 # the callers read them
    CPU=$(median "${cpu[@]}") WALL=$(median "${wall[@]}")
}

median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / (b ? b : 1) }'; }
