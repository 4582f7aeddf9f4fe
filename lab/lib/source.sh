# shellcheck shell=bash
# Debian source packages: downloaded, unpacked and patched beside, then renamed, so that a folder that is there is whole.

# source_fetch PACKAGE SIZE: downloads the newest version that can be had whole; sets DSC to its .dsc file.
source_fetch() {
  local folder=$MIXARCH_LAB_HOME/src/$1 versions
  mkdir -p "$folder"
  rm -f "$folder"/*.dsc # of an older version, maybe
  lab_apt amd64
  # A mirror may lag behind its own lists: an older version of the same release does then.
  versions=$(apt-cache -c "$MIXARCH_LAB_HOME/apt/apt.conf" showsrc --only-source "$1" | awk '/^Version:/ {print $2}' | sort -Vur)
  # shellcheck disable=SC2016 # the inner shell expands them
  long_step "source-$1" "fetching Debian's source of $1 ($2)" env -C "$folder" bash -c '
    package=$1 versions=$2; shift 2
    for version in $versions; do
      "$@" source --download-only "$package=$version" && exit
      rm -f ./*.dsc
    done
    exit 100' bash "$1" "$versions" "${LAB_APT[@]}"
  # shellcheck disable=SC2034 # the caller reads it
  DSC=$(echo "$folder"/*.dsc)
}

# source_unpack DSC TARGET PATCH…: the upstream tree with the patches. Debian's own patches, if wanted, are among them.
source_unpack() {
  local dsc=$1 target=$2 orig patch
  shift 2
  # Signatures (.asc) are listed beside the archive.
  orig=$(awk '/^Files:/ {on=1; next} /^[^ ]/ {on=0} on && $3 ~ /\.orig\.tar\.[a-z0-9]+$/ {print $3}' "$dsc")
  rm -rf "$target" "$target.new"
  mkdir -p "$target.new"
  tar -xf "$(dirname "$dsc")/$orig" -C "$target.new" --strip-components=1
  for patch in "$@"; do
    # The ceiling: were the lab's folder inside a git repository, `git apply` would look for the files at its top.
    (cd "$target.new" && GIT_CEILING_DIRECTORIES=$(dirname "$target") git apply -p1 "$patch") || die "$(basename "$patch") does not fit $(basename "$dsc")"
  done
  mv "$target.new" "$target"
}

# source_recipe PATH…: a digest of what decides the result.
source_recipe() { cat "$@" | sha256sum | cut -d' ' -f1; }

# Go as Debian has it: no modules (nothing is fetched), a cache of the lab's own, and a compiler that collects its
# garbage less often. Nothing of the caller's own Go settings leaks in.
go_settings() {
  export GOPATH=$1 GO111MODULE=off GOFLAGS="" GOCACHE=$MIXARCH_LAB_HOME/gocache GOENV=off GOGC=200 GOTOOLCHAIN=local CGO_ENABLED=0
  # What a killed compiler has left behind goes with the next one.
  export GOTMPDIR=$MIXARCH_LAB_HOME/gotmp
  rm -rf "$GOTMPDIR"
  mkdir -p "$GOTMPDIR"
  unset GOROOT GOBIN GOOS GOARCH GOWORK
  GO=/usr/lib/go/bin/go
  [ -x "$GO" ] || GO=$(command -v go)
}
