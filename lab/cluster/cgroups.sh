# shellcheck shell=bash
# One cgroup for each node, so that two kubelets share a machine without meeting. Tried on a hybrid host (version 1
# controllers); the branch for pure version 2 follows the kernel's documentation and was not run.

cgroup_is_v2() { [ "$(stat -fc %T /sys/fs/cgroup)" = cgroup2fs ]; }

# The folders in which a node's cgroup lives: one, or one for each hierarchy. Links (cpu -> cpu,cpuacct) are skipped.
cgroup_hierarchies() {
  if cgroup_is_v2; then echo /sys/fs/cgroup; else
    local folder
    for folder in /sys/fs/cgroup/*/; do
      folder=${folder%/}
      [ -L "$folder" ] || case $(stat -fc %T "$folder") in cgroupfs | cgroup2fs) echo "$folder" ;; esac
    done
  fi
}

cgroup_up() { # NAME
  local hierarchy file
  if cgroup_is_v2; then
    # Most of these are on already under systemd; what cannot be switched on is reported by the kubelet.
    for file in cpu cpuset io memory pids hugetlb; do echo "+$file" >/sys/fs/cgroup/cgroup.subtree_control 2>/dev/null || true; done
  fi
  while read -r hierarchy; do
    mkdir -p "$hierarchy/$1"
    # Version 1: a cpuset without processors takes no process.
    for file in cpuset.cpus cpuset.mems; do
      if ! cgroup_is_v2 && [ -e "$hierarchy/$1/$file" ]; then cat "$hierarchy/$file" >"$hierarchy/$1/$file"; fi
    done
  done < <(cgroup_hierarchies)
}

# A cgroup can be removed once its last process is gone, which takes a moment after a SIGKILL.
cgroup_down() { # NAME
  local hierarchy _
  while read -r hierarchy; do
    for _ in {1..100}; do
      [ -d "$hierarchy/$1" ] || break
      find "$hierarchy/$1" -depth -type d -exec rmdir {} \; 2>/dev/null || true
      [ -d "$hierarchy/$1" ] || break
      sleep 0.1
    done
    [ ! -d "$hierarchy/$1" ] || say "could not remove the cgroup $hierarchy/$1"
  done < <(cgroup_hierarchies)
}
