# shellcheck shell=bash
# The registry (Debian's docker-registry, plain HTTP) and what the lab keeps in it.

registry_answers() { curl -fsS --max-time 2 "http://$LAB_REGISTRY/v2/"; }

registry_up() {
  if ! alive registry; then
    mkdir -p "$MIXARCH_LAB_HOME/data/registry"
    cat >"$MIXARCH_LAB_HOME/run/registry.yml" <<CONF
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage:
  filesystem: {rootdirectory: $MIXARCH_LAB_HOME/data/registry}
  delete: {enabled: true}
http: {addr: "$LAB_REGISTRY"}
CONF
    say "starting the registry at $LAB_REGISTRY"
    start registry nsenter "--net=/run/netns/$CONTROL_NETNS" -- \
      "$MIXARCH_LAB_HOME/debian/docker-registry/usr/bin/docker-registry" serve "$MIXARCH_LAB_HOME/run/registry.yml"
  fi
  wait_until registry 30 registry_answers
}

# Pushes each image of the layout whose digest the registry does not already have under that name.
registry_fill() {
  local layout=$MIXARCH_LAB_HOME/images name digest
  while read -r name digest; do
    ! registry_has "$name" "$digest" || continue
    long_step push "pushing $LAB_REGISTRY/$name" skopeo --insecure-policy copy --quiet --all --dest-tls-verify=false \
      "oci:$layout:$name" "docker://$LAB_REGISTRY/$name"
  done < <(jq -r '.manifests[] | .annotations["org.opencontainers.image.ref.name"] + " " + .digest' "$layout/index.json")
}

registry_has() {
  curl -fsSI --max-time 5 -H 'Accept: application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json' \
    "http://$LAB_REGISTRY/v2/${1%:*}/manifests/${1##*:}" 2>/dev/null | tr -d '\r' | grep -qi "^docker-content-digest: $2\$"
}
