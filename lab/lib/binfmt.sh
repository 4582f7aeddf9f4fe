# shellcheck shell=bash
# arm64 programs run through QEMU: the kernel's binfmt_misc must know it, with flag F (the interpreter is opened at
# registration, so that it is found from inside any container).

BINFMT=/proc/sys/fs/binfmt_misc
binfmt_is_ready() { grep -qs '^enabled' "$BINFMT/qemu-aarch64" && grep -qs '^flags:.*F' "$BINFMT/qemu-aarch64"; }

binfmt_up() {
  binfmt_is_ready && return 0
  if [ ! -e "$BINFMT/register" ]; then
    say "mounting binfmt_misc on $BINFMT"
    mount -t binfmt_misc binfmt_misc "$BINFMT" || die "this kernel has no binfmt_misc, without which no arm64 program runs here"
  fi
  if ! binfmt_is_ready; then
    say "registering QEMU for arm64 programs (update-binfmts --enable qemu-aarch64)"
    update-binfmts --import qemu-aarch64 >/dev/null 2>&1 || true
    update-binfmts --enable qemu-aarch64 >/dev/null 2>&1 || true
  fi
  binfmt_is_ready || die "QEMU for arm64 is not registered with flag F ($BINFMT/qemu-aarch64); is the package qemu-user-static installed?"
}
