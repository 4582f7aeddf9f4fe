# shellcheck shell=bash
# Debian source packages: downloaded, unpacked and patched beside, then renamed, so that a folder that is there is whole.

# source_fetch PACKAGE SIZE: downloads the newest version; sets DSC to its .dsc file.
source_fetch() {
  local folder=$MIXARCH_LAB_HOME/src/$1
  mkdir -p "$folder"
  rm -f "$folder"/*.dsc # of an older version, maybe
  lab_apt amd64
  long_step "source-$1" "fetching Debian's source of $1 ($2)" env -C "$folder" "${LAB_APT[@]}" source --download-only "$1"
  # shellcheck disable=SC2034 # the caller reads it
  DSC=$(echo "$folder"/*.dsc)
}

# source_unpack DSC TARGET PATCH…: the upstream tree with the patches. Debian's own patches, if wanted, are among them.
source_unpack() {
  local dsc=$1 target=$2 orig patch
  shift 2
  orig=$(awk '/^Files:/ {on=1; next} /^[^ ]/ {on=0} on && $3 ~ /\.orig\.tar/ {print $3}' "$dsc")
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
