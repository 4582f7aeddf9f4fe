# shellcheck shell=bash
# Debian source packages: downloaded, unpacked and patched beside, then renamed, so that a folder that is there is whole.

# source_fetch PACKAGE: prints the .dsc file's path.
source_fetch() {
  local folder=$MIXARCH_LAB_HOME/src/$1
  mkdir -p "$folder"
  (cd "$folder" && lab_apt amd64 source --download-only "$1") >"$MIXARCH_LAB_HOME/log/source-$1.log" 2>&1 </dev/null ||
    { tail -n 5 "$MIXARCH_LAB_HOME/log/source-$1.log" >&2; die "apt could not download the source package $1"; }
  # An older version may lie beside the newest.
  find "$folder" -maxdepth 1 -name '*.dsc' -printf '%T@ %p\n' | sort -rn | head -n 1 | cut -d' ' -f2-
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
  unset GOROOT GOBIN GOOS GOARCH GOWORK
  GO=/usr/lib/go/bin/go
  [ -x "$GO" ] || GO=$(command -v go)
}
