# shellcheck shell=bash
# Programs from Debian packages, extracted into the lab's folder instead of installed: an installed daemon would be
# started, and started again at every boot.

debian_daemons() {
  local package
  for package in docker-registry etcd-server containerd prometheus; do
    [ -d "$MIXARCH_LAB_HOME/debian/$package" ] || debian_package "$package"
  done
}

# debian_package PACKAGE: this release's package in debian/PACKAGE.
debian_package() {
  lab_apt_ready
  lab_apt amd64
  fetch_package "$1" "$MIXARCH_LAB_HOME/debian/$1" "${LAB_APT[@]}" download "$1"
}

# fetch_package PACKAGE TARGET COMMAND…: extracts the .deb of PACKAGE that COMMAND downloads into its current folder.
fetch_package() {
  local package=$1 target=$2 deb
  shift 2
  mkdir -p "$MIXARCH_LAB_HOME/debian/.deb"
  rm -f "$MIXARCH_LAB_HOME/debian/.deb/${package}"_*.deb
  long_step "package-$package" "fetching Debian's $package" env -C "$MIXARCH_LAB_HOME/debian/.deb" "$@"
  deb=$(echo "$MIXARCH_LAB_HOME/debian/.deb/${package}"_*.deb)
  rm -rf "$target.new"
  dpkg-deb -x "$deb" "$target.new"
  rm -rf "$deb" "$target"
  mv "$target.new" "$target"
}
