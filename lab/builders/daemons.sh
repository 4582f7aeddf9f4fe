# shellcheck shell=bash
# A Docker daemon with BuildKit, in the lab's network (it reaches the lab's registry, and nothing else) and in mount and
# pid namespaces of its own: when its first process ends, so does everything that it started or mounted.

DOCKER_SOCKET=$MIXARCH_LAB_HOME/run/docker.sock
DOCKER_BRIDGE=10.77.2.1/24

# start_contained NAME COMMAND…
start_contained() {
  local name=$1
  shift
  # shellcheck disable=SC2016 # expanded by the inner shell
  start "$name" env -i "PATH=$MIXARCH_LAB_HOME/builders/daemon:/usr/sbin:/usr/bin:/sbin:/bin" HOME=/root LANG=C.UTF-8 \
    nsenter "--net=/run/netns/$CONTROL_NETNS" -- \
    unshare --mount --propagation private --pid --fork --kill-child --mount-proc \
    bash -c 'mount -t tmpfs -o mode=755 tmpfs /run && exec "$@"' bash "$@"
}

dockerd_answers() { curl -fsS --max-time 2 --unix-socket "$DOCKER_SOCKET" http://docker/_ping; }

dockerd_up() {
  if ! alive dockerd; then
    cgroup_down mixarch-lab-docker
    # An address longer than this is no address of a socket.
    [ ${#DOCKER_SOCKET} -lt 108 ] || die "$DOCKER_SOCKET is too long a path for a socket; set MIXARCH_LAB_HOME to a shorter one"
    cat >"$MIXARCH_LAB_HOME/run/dockerd.json" <<CONF
{"hosts": ["unix://$DOCKER_SOCKET"], "data-root": "$MIXARCH_LAB_HOME/data/docker", "exec-root": "/run/docker", "pidfile": "/run/docker.pid",
 "features": {"containerd-snapshotter": true}, "insecure-registries": ["$LAB_REGISTRY"],
 "bip": "$DOCKER_BRIDGE", "iptables": false, "ip6tables": false, "ip-forward": false, "userland-proxy": false,
 "cgroup-parent": "/mixarch-lab-docker"}
CONF
    say "starting Docker's daemon at $DOCKER_SOCKET"
    rm -f "$DOCKER_SOCKET"
    start_contained dockerd dockerd --config-file "$MIXARCH_LAB_HOME/run/dockerd.json"
  fi
  wait_until dockerd 60 dockerd_answers
}

dockerd_down() {
  stop dockerd KILL
  rm -f "$DOCKER_SOCKET"
  cgroup_down mixarch-lab-docker
}

# buildkitd as its users run it on machines of their own: one for each architecture. The arm64 one takes nothing but
# linux/arm64; its programs are emulated here.
buildkit_socket() { echo "$MIXARCH_LAB_HOME/run/buildkitd-$1.sock"; }
buildkit_answers() { "$MIXARCH_LAB_HOME/bin/buildctl" --addr "unix://$(buildkit_socket "$1")" --timeout 2 debug workers; }

buildkit_up() { # ARCH
  local arch=$1 name=buildkitd-$1
  if ! alive "$name"; then
    cgroup_down "mixarch-lab-$name"
    cat >"$MIXARCH_LAB_HOME/run/$name.toml" <<CONF
root = "$MIXARCH_LAB_HOME/data/$name"
[grpc]
  address = ["unix://$(buildkit_socket "$arch")"]
[worker.oci]
  platforms = ["linux/$arch"]
  networkMode = "host"
  defaultCgroupParent = "/mixarch-lab-$name"
[worker.containerd]
  enabled = false
[registry."$LAB_REGISTRY"]
  http = true
CONF
    say "starting buildkitd for $arch at $(buildkit_socket "$arch")"
    rm -f "$(buildkit_socket "$arch")"
    start_contained "$name" "$MIXARCH_LAB_HOME/bin/buildkitd" --config "$MIXARCH_LAB_HOME/run/$name.toml"
  fi
  wait_until "$name" 60 buildkit_answers "$arch"
}

buildkit_down() { # ARCH
  stop "buildkitd-$1" KILL
  cgroup_down "mixarch-lab-buildkitd-$1"
}
