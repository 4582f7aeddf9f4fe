# shellcheck shell=bash
# A node is one process tree in its own network, mount, pid and host name namespaces (see node-inside). Its first process
# is `unshare --kill-child`: when that ends, however it ends, the kernel takes everything on the node with it.

NODE_MOUNT_POINTS=(/var/lib/kubelet /var/lib/cni)

node_up() { # ARCH
  local arch=$1
  ! alive "node-$arch" || return 0
  # What a node that was killed has left behind.
  cgroup_down "mixarch-lab-$arch"
  say "starting the $arch node"
  cgroup_up "mixarch-lab-$arch"
  # On the host these are only mount points: empty, and removed again by lab/down.
  mkdir -p "${NODE_MOUNT_POINTS[@]}"
  start "node-$arch" env -i "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" HOME=/root LANG=C.UTF-8 \
    "MIXARCH_LAB_HOME=$MIXARCH_LAB_HOME" "MIXARCH_LAB_NODE_ARCH=$arch" \
    "NODE_ADDRESS=$(node_address "$arch")" "NODE_PODS=$(node_pods "$arch")" \
    "LAB_REGISTRY=$LAB_REGISTRY" "LAB_POD_NETWORK=$LAB_POD_NETWORK" \
    nsenter "--net=/run/netns/$(node_netns "$arch")" -- \
    unshare --mount --propagation slave --uts --pid --fork --kill-child --mount-proc \
    bash "$LAB_DIR/cluster/node-inside"
}

node_down() { # ARCH: like a power cut
  stop "node-$1" KILL
  cgroup_down "mixarch-lab-$1"
}

node_is_ready() { [ "$(lab_kubectl get node "node-$1" -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = True ]; }
lab_kubectl() { kubectl --kubeconfig="$MIXARCH_LAB_HOME/kubeconfig" --request-timeout=10s "$@"; }
