# shellcheck shell=bash
# Daemons from Debian packages, extracted into the lab's folder instead of installed: an installed one would be started,
# and started again at every boot.

debian_daemons() {
  local package deb target
  for package in docker-registry etcd-server containerd; do
    target=$MIXARCH_LAB_HOME/debian/$package
    [ ! -d "$target" ] || continue
    lab_apt_ready
    mkdir -p "$MIXARCH_LAB_HOME/debian/.deb"
    rm -f "$MIXARCH_LAB_HOME/debian/.deb/${package}"_*.deb
    lab_apt amd64
    long_step "package-$package" "fetching Debian's $package" env -C "$MIXARCH_LAB_HOME/debian/.deb" "${LAB_APT[@]}" download "$package"
    deb=$(echo "$MIXARCH_LAB_HOME/debian/.deb/${package}"_*.deb)
    rm -rf "$target.new"
    dpkg-deb -x "$deb" "$target.new"
    mv "$target.new" "$target"
  done
}
