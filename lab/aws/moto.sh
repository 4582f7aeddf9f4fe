# shellcheck shell=bash
# AWS's API: moto's server, from PyPI, in a virtual environment of the lab's own.

MOTO_VERSION=5.2.1

moto_installed() {
  local venv=$MIXARCH_LAB_HOME/moto
  if stamped moto "$MOTO_VERSION" && [ -x "$venv/bin/moto_server" ]; then return 0; fi
  # A virtual environment can't be renamed into place (its scripts hold its path): the stamp says that it is whole.
  rm -rf "$venv" "$MIXARCH_LAB_HOME/stamps/moto"
  # --copies and the system's own interpreter: a Python that is only on this shell's PATH may be gone tomorrow.
  /usr/bin/python3 -m venv "$venv" >"$MIXARCH_LAB_HOME/log/moto-venv.log" 2>&1 || fail_with_log moto-venv "failed"
  long_step moto-install "installing moto $MOTO_VERSION (AWS's API) from PyPI" \
    "$venv/bin/pip" install --quiet --disable-pip-version-check "moto[server]==$MOTO_VERSION"
  stamp moto "$MOTO_VERSION"
}

moto_answers() { curl -fsS --max-time 2 "$LAB_AWS/moto-api/" -o /dev/null; }

moto_up() {
  moto_installed
  # The account is in its memory: one that was not filled to the end begins anew.
  [ -e "$MIXARCH_LAB_HOME/run/moto-seeded" ] || stop moto
  if ! alive moto; then
    say "starting AWS's API (moto) at $LAB_AWS"
    rm -f "$MIXARCH_LAB_HOME/run/moto-seeded"
    start moto nsenter "--net=/run/netns/$CONTROL_NETNS" -- env MOTO_IAM_LOAD_MANAGED_POLICIES=true \
      "$MIXARCH_LAB_HOME/moto/bin/moto_server" -H "$LAB_ADDRESS" -p "${LAB_AWS##*:}"
  fi
  wait_until moto 60 moto_answers
  [ ! -e "$MIXARCH_LAB_HOME/run/moto-seeded" ] || return 0
  env AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_DEFAULT_REGION="$LAB_AWS_REGION" \
    "$MIXARCH_LAB_HOME/moto/bin/python" "$LAB_DIR/aws/seed.py" "$LAB_AWS" >"$MIXARCH_LAB_HOME/log/moto-seed.log" 2>&1 ||
    fail_with_log moto-seed "failed"
  touch "$MIXARCH_LAB_HOME/run/moto-seeded"
}
