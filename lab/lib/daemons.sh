# shellcheck shell=bash
# Daemons from Debian packages, extracted into the lab's folder instead of installed: an installed one would be started,
# and started again at every boot.

debian_daemons() {
  local package deb target
  for package in docker-registry etcd-server containerd; do
    target=$MIXARCH_LAB_HOME/debian/$package
    [ ! -d "$target" ] || continue
    lab_apt_ready
    say "fetching Debian's $package"
    mkdir -p "$MIXARCH_LAB_HOME/debian/.deb"
    rm -f "$MIXARCH_LAB_HOME/debian/.deb/${package}"_*.deb
    (cd "$MIXARCH_LAB_HOME/debian/.deb" && lab_apt amd64 download "$package") >"$MIXARCH_LAB_HOME/log/daemons.log" 2>&1 </dev/null ||
      { tail -n 5 "$MIXARCH_LAB_HOME/log/daemons.log" >&2; die "apt could not download $package"; }
    deb=$(echo "$MIXARCH_LAB_HOME/debian/.deb/${package}"_*.deb)
    rm -rf "$target.new"
    dpkg-deb -x "$deb" "$target.new"
    mv "$target.new" "$target"
  done
}
