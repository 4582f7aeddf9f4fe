# shellcheck shell=bash
# A Docker daemon with BuildKit, in the lab's network (it reaches the lab's registry, and nothing else) and in mount and
# pid namespaces of its own: when its first process ends, so does everything that it started or mounted.

DOCKER_SOCKET=$MIXARCH_LAB_HOME/run/docker.sock
DOCKER_BRIDGE=10.77.2.1/24

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
    start dockerd env -i "PATH=$MIXARCH_LAB_HOME/builders/daemon:/usr/sbin:/usr/bin:/sbin:/bin" HOME=/root LANG=C.UTF-8 \
      nsenter "--net=/run/netns/$CONTROL_NETNS" -- \
      unshare --mount --propagation private --pid --fork --kill-child --mount-proc \
      bash -c 'mount -t tmpfs -o mode=755 tmpfs /run && exec dockerd --config-file "$0"' "$MIXARCH_LAB_HOME/run/dockerd.json"
  fi
  wait_until dockerd 60 dockerd_answers
}

dockerd_down() {
  stop dockerd KILL
  rm -f "$DOCKER_SOCKET"
  cgroup_down mixarch-lab-docker
}
