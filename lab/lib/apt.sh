# shellcheck shell=bash
# A private apt configuration: the machine's own Debian mirror, but with sources and arm64 packages, with its own lists
# and cache under MIXARCH_LAB_HOME. The system's configuration and package state are only read.

lab_apt_ready() {
  local repository sources=""
  # The machine's own sources, asked of apt rather than parsed; only Debian's, only this release's.
  while read -r repository; do
    sources+="deb [arch=amd64,arm64 $(apt_signed)] $repository"$'\n'"deb-src [$(apt_signed)] $repository"$'\n'
  done < <(debian_repositories | awk -v suite="$LAB_SUITE" '$2 ~ "^" suite')
  [ -n "$sources" ] || die "no package source of Debian $LAB_SUITE among this machine's apt sources (apt-get update first?); the lab is made from that release"
  apt_folder "$MIXARCH_LAB_HOME/apt" "$sources" "reading Debian's package lists (amd64, arm64, sources)"
}

# newer_apt_ready FOLDER KINDS SUITE…: the same mirror's lists of other releases, amd64 alone; KINDS is deb, or "deb deb-src".
# Sets NEWER_APT to apt-get with these lists.
newer_apt_ready() {
  local folder=$MIXARCH_LAB_HOME/$1 kinds=$2 mirror suite kind sources=""
  shift 2
  mirror=$(debian_repositories | awk -v suite="$LAB_SUITE" '$2 == suite { print $1; exit }')
  [ -n "$mirror" ] || die "no package source of Debian $LAB_SUITE among this machine's apt sources (apt-get update first?)"
  for suite in "$@"; do
    for kind in $kinds; do sources+="$kind [arch=amd64 $(apt_signed)] $mirror $suite main"$'\n'; done
  done
  apt_folder "$folder" "$sources" "reading the package lists of Debian's $*"
  # shellcheck disable=SC2034 # the caller reads it
  NEWER_APT=(apt-get -c "$folder/apt.conf" -o APT::Architecture=amd64 -o APT::Architectures=amd64 -qq)
}

# "URI release component", a line for each of the machine's sources of Debian's main component.
debian_repositories() {
  apt-get indextargets --format "\$(REPO_URI) \$(RELEASE) \$(COMPONENT) \$(ORIGIN)" 'Created-By: Packages' |
    awk '$4 == "Debian" && $3 == "main" && !seen[$0]++ { print $1, $2, $3 }'
}

apt_signed() {
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  [ ! -r "$keyring" ] || echo "signed-by=$keyring"
}

# apt_folder ROOT SOURCES TEXT: a configuration with its own lists and cache; the lists are read again after a day.
apt_folder() {
  local root=$1 sources=$2 text=$3 fresh
  mkdir -p "$root"/{lists/partial,archives/partial,cache}
  : >"$root/no-packages" # "nothing is installed": a download then holds the whole closure of dependencies
  cat >"$root/apt.conf" <<CONF
Dir::Etc::sourcelist "$root/sources.list";
Dir::Etc::sourceparts "-";
Dir::State::lists "$root/lists";
Dir::State::status "$root/no-packages";
Dir::Cache::archives "$root/archives";
Acquire::Languages "none";
APT::Architectures { "amd64"; "arm64"; };
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Dir::Cache "$root/cache";
CONF
  fresh=$(find "$root/updated" -mtime -1 2>/dev/null || true)
  if [ -z "$fresh" ] || [ "$sources" != "$(cat "$root/sources.list" 2>/dev/null)"$'\n' ]; then
    printf '%s' "$sources" >"$root/sources.list"
    long_step apt-update "$text" apt-get -c "$root/apt.conf" update
    touch "$root/updated"
  fi
}

# lab_apt ARCH: sets LAB_APT to apt-get with the private configuration, for one architecture alone.
lab_apt() {
  local arch=$1
  LAB_APT=(apt-get -c "$MIXARCH_LAB_HOME/apt/apt.conf" -o "APT::Architecture=$arch" -o "APT::Architectures=$arch" \
    -o "Dir::Cache::pkgcache=pkg-$arch" -o "Dir::Cache::srcpkgcache=srcpkg-$arch" -qq)
}

# lab_debs TEXT ARCH PACKAGE…: downloads the packages with everything that they depend on, into the private cache.
lab_debs() {
  local text=$1
  lab_apt "$2"
  shift 2
  long_step apt-download "$text" "${LAB_APT[@]}" -y --download-only install "$@"
}

# lab_deb_files ARCH PACKAGE…: the files that lab_debs has downloaded for them, one a line.
lab_deb_files() {
  lab_apt "$1"
  shift
  # apt's own naming of a downloaded file: the epoch's colon is escaped.
  "${LAB_APT[@]}" -s install "$@" | awk -v folder="$MIXARCH_LAB_HOME/apt/archives" '$1 == "Inst" {
    version = substr($3, 2); gsub(":", "%3a", version); match($0, /\[[a-z0-9]+\]\)/)
    print folder "/" $2 "_" version "_" substr($0, RSTART + 1, RLENGTH - 3) ".deb" }'
}
