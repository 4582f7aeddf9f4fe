# shellcheck shell=bash
# The guest: a third node, arm64, that comes when somebody makes an arm64 node group in AWS's stand-in, and goes with it.
# Unlike the two others it is made whole: its network namespace and its certificate are there only as long as it is.

GUEST=graviton
GUEST_ADDRESS=10.77.0.13
GUEST_PODS=10.78.3.0/24

guest_up() { # LABELS TAINTS
  local labels=$1 taints=$2 own=$MIXARCH_LAB_HOME/node/$GUEST pid
  ! alive "node-$GUEST" || return 0
  guest_forget
  say "starting the node $GUEST"
  cgroup_up "mixarch-lab-$GUEST"
  mkdir -p "${NODE_MOUNT_POINTS[@]}" "$own"
  guest_kubeconfig "$own"
  start "node-$GUEST" env -i "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" HOME=/root LANG=C.UTF-8 \
    "MIXARCH_LAB_HOME=$MIXARCH_LAB_HOME" MIXARCH_LAB_NODE_ARCH=arm64 "NODE_SLOT=$GUEST" "NODE_KUBECONFIG=$own/kubeconfig" \
    "NODE_LABELS=$labels" "NODE_TAINTS=$taints" "NODE_ADDRESS=$GUEST_ADDRESS" "NODE_PODS=$GUEST_PODS" \
    "NODE_GATEWAY=$LAB_ADDRESS" "LAB_REGISTRY=$LAB_REGISTRY" "LAB_POD_NETWORK=$LAB_POD_NETWORK" \
    unshare --net --mount --propagation slave --uts --pid --fork --kill-child --mount-proc \
    bash "$LAB_DIR/cluster/node-inside"
  pid=$(pid_of "node-$GUEST")
  guest_has_network "$pid" || fail_with_log "node-$GUEST" "has no network namespace of its own"
  ip -n "$CONTROL_NETNS" link add "node-$GUEST" type veth peer name eth0 netns "$pid"
  ip -n "$CONTROL_NETNS" link set "node-$GUEST" master br0 up
  ip -n "$CONTROL_NETNS" route replace "$GUEST_PODS" via "$GUEST_ADDRESS"
}

# `unshare` has the caller's network for a moment.
guest_has_network() {
  local _
  for _ in {1..100}; do
    [ "$(readlink "/proc/$1/ns/net")" = "$(readlink /proc/self/ns/net)" ] || return 0
    sleep 0.05
  done
  return 1
}

guest_down() {
  stop "node-$GUEST" KILL
  guest_forget
}

# What a guest that is gone has left behind.
guest_forget() {
  cgroup_down "mixarch-lab-$GUEST"
  ip -n "$CONTROL_NETNS" link del "node-$GUEST" 2>/dev/null || true
  ip -n "$CONTROL_NETNS" route del "$GUEST_PODS" 2>/dev/null || true
  rm -f "$MIXARCH_LAB_HOME/run/guest-group"
  lab_kubectl delete node "node-$GUEST" --ignore-not-found --wait=false >/dev/null 2>&1 || true
}

# The API server knows tokens of its start alone; certificates of its authority it takes at any time.
guest_kubeconfig() { # FOLDER
  local pki=$MIXARCH_LAB_HOME/pki
  (
    umask 077
    cd "$1"
    openssl ecparam -name prime256v1 -genkey -noout -out node.key
    openssl req -new -key node.key -subj "/O=system:nodes/CN=system:node:node-$GUEST" -out node.csr
    openssl x509 -req -in node.csr -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -set_serial "0x$(openssl rand -hex 8)" -days 365 \
      -extfile <(echo extendedKeyUsage=clientAuth) -out node.crt
    cat >kubeconfig <<CONF
apiVersion: v1
kind: Config
clusters: [{name: mixarch-lab, cluster: {server: "$LAB_API", certificate-authority: $pki/ca.crt}}]
users: [{name: node, user: {client-certificate: $1/node.crt, client-key: $1/node.key}}]
contexts: [{name: mixarch-lab, context: {cluster: mixarch-lab, user: node}}]
current-context: mixarch-lab
CONF
  ) 2>"$MIXARCH_LAB_HOME/log/guest-pki.log" || fail_with_log guest-pki "failed"
}
