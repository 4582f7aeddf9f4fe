# shellcheck shell=bash
# Namespaces, mounts and routes need root; the one who asked is not always root.

# as_root SCRIPT ARGUMENT…: runs the script again under sudo, for the same lab.
as_root() {
  [ "$(id -u)" -ne 0 ] || return 0
  command -v sudo >/dev/null || die "this needs root (network namespaces, mounts), and there is no sudo; run it as root with MIXARCH_LAB_HOME=$MIXARCH_LAB_HOME"
  # Made here, it is the user's, and so are the folders above it.
  mkdir -p "$MIXARCH_LAB_HOME"
  exec sudo -- env "HOME=$HOME" "PATH=$PATH" "MIXARCH_LAB_HOME=$MIXARCH_LAB_HOME" "LAB_STARTED=$LAB_STARTED" "$@"
}

# What the user has to read is the user's: the kubeconfig, the logs, the folder itself.
give_back() {
  [ -n "${SUDO_UID:-}" ] || return 0
  local path
  for path in "" /log /images /lock /kubeconfig /run/docker.sock /run/buildkitd-amd64.sock /run/buildkitd-arm64.sock /builders/docker-config; do
    [ ! -e "$MIXARCH_LAB_HOME$path" ] || chown "$SUDO_UID:${SUDO_GID:-$SUDO_UID}" "$MIXARCH_LAB_HOME$path"
  done
}

# The lab's addresses and namespaces exist once on a machine: the lab of another folder must be down.
CLAIM=/run/mixarch-lab.home
claim_machine() {
  local holder
  holder=$(cat "$CLAIM" 2>/dev/null || true)
  [ -z "$holder" ] || [ "$holder" = "$MIXARCH_LAB_HOME" ] ||
    die "the lab of $holder is up on this machine; take it down first: MIXARCH_LAB_HOME=$holder lab/down"
  echo "$MIXARCH_LAB_HOME" >"$CLAIM"
}
release_machine() { [ "$(cat "$CLAIM" 2>/dev/null)" != "$MIXARCH_LAB_HOME" ] || rm -f "$CLAIM"; }
