# shellcheck shell=bash
# Three network namespaces: the control plane with a bridge (10.77.0.1), and one for each node (.11 and .12) on it.
# The host reaches them through one veth pair, as a router's neighbour: every route beyond it lives inside the
# control plane's namespace, so that deleting the namespaces leaves nothing behind on the host.

CONTROL_NETNS=mixarch-lab
HOST_LINK=mixarch0
HOST_LINK_ADDRESS=10.77.1.1
CONTROL_LINK_ADDRESS=10.77.1.2

node_address() { case $1 in amd64) echo 10.77.0.11 ;; arm64) echo 10.77.0.12 ;; esac; }
node_pods() { case $1 in amd64) echo 10.78.1.0/24 ;; arm64) echo 10.78.2.0/24 ;; esac; }
node_netns() { echo "$CONTROL_NETNS-$1"; }

# `ip netns exec` would remount /sys and hide the cgroups; nsenter changes the network alone.
in_control() { nsenter "--net=/run/netns/$CONTROL_NETNS" -- "$@"; }

network_identity() {
  local name
  boot_id
  for name in "$CONTROL_NETNS" "$(node_netns amd64)" "$(node_netns arm64)"; do stat -Lc %i "/run/netns/$name" || return 1; done
  cat "/sys/class/net/$HOST_LINK/ifindex"
}
# Written when everything is in place: a network that a killed run left half made does not match.
network_is_up() { [ "$(network_identity 2>/dev/null)" = "$(cat "$MIXARCH_LAB_HOME/run/network" 2>/dev/null)" ]; }

network_down() {
  local name
  rm -f "$MIXARCH_LAB_HOME/run/network"
  ! ip link show "$HOST_LINK" >/dev/null 2>&1 || ip link del "$HOST_LINK" 2>/dev/null || true
  for name in "$(node_netns amd64)" "$(node_netns arm64)" "$CONTROL_NETNS"; do
    [ ! -e "/run/netns/$name" ] || ip netns del "$name" 2>/dev/null || rm -f "/run/netns/$name"
  done
}

network_up() {
  local arch netns address other
  network_is_up && return 0
  network_down
  for address in "$LAB_NETWORK" "$LAB_POD_NETWORK" "$LAB_SERVICE_NETWORK" "$HOST_LINK_ADDRESS/30"; do
    if [ -n "$(ip -4 route show root "$address")$(ip -4 route show match "$address" | grep -v '^default' || true)" ]; then
      die "this machine already routes $address, which the lab uses: $(ip -4 route show root "$address"; ip -4 route show match "$address" | grep -v '^default' || true)"
    fi
  done
  say "making network namespaces (10.77.0.0/24)"
  ip netns add "$CONTROL_NETNS"
  ip -n "$CONTROL_NETNS" link set lo up
  ip -n "$CONTROL_NETNS" link add br0 type bridge
  ip -n "$CONTROL_NETNS" addr add "$LAB_ADDRESS/24" dev br0
  ip -n "$CONTROL_NETNS" link set br0 up
  in_control sysctl -qw net.ipv4.ip_forward=1
  for arch in amd64 arm64; do
    netns=$(node_netns "$arch") address=$(node_address "$arch")
    ip netns add "$netns"
    ip -n "$CONTROL_NETNS" link add "node-$arch" type veth peer name eth0 netns "$netns"
    ip -n "$CONTROL_NETNS" link set "node-$arch" master br0 up
    ip -n "$netns" link set lo up
    ip -n "$netns" addr add "$address/24" dev eth0
    ip -n "$netns" link set eth0 up
    ip -n "$netns" route add default via "$LAB_ADDRESS"
    nsenter "--net=/run/netns/$netns" -- sysctl -qw net.ipv4.ip_forward=1
    ip -n "$CONTROL_NETNS" route add "$(node_pods "$arch")" via "$address"
  done
  for arch in amd64:arm64 arm64:amd64; do
    other=${arch#*:}
    ip -n "$(node_netns "${arch%:*}")" route add "$(node_pods "$other")" via "$(node_address "$other")"
  done
  # Until the load balancer hands an address out, it answers "unreachable" rather than not at all.
  ip -n "$CONTROL_NETNS" route add unreachable 10.77.0.192/26
  ip link add "$HOST_LINK" type veth peer name host netns "$CONTROL_NETNS"
  ip -n "$CONTROL_NETNS" addr add "$CONTROL_LINK_ADDRESS/30" dev host
  ip -n "$CONTROL_NETNS" link set host up
  ip addr add "$HOST_LINK_ADDRESS/30" dev "$HOST_LINK"
  ip link set "$HOST_LINK" up
  for address in "$LAB_NETWORK" "$LAB_POD_NETWORK" "$LAB_SERVICE_NETWORK"; do
    ip route add "$address" via "$CONTROL_LINK_ADDRESS" dev "$HOST_LINK"
  done
  network_identity >"$MIXARCH_LAB_HOME/run/network.new"
  mv "$MIXARCH_LAB_HOME/run/network.new" "$MIXARCH_LAB_HOME/run/network"
}
