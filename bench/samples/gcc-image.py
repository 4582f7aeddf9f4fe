#!/usr/bin/env python3
"""gcc-image.py LAYOUT AMD64-DEBS ARM64-DEBS: writes bench/gcc:12 into an OCI layout; the lists name .deb files."""
import sys

from debian import Root
from oci import Layout

SETTINGS = {"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], "Cmd": ["/bin/bash"]}


def root_of(debs, architecture):
    root = Root()
    for path in ("dev", "etc", "proc", "root", "run", "sys", "usr", "var"):
        root.folder(path)
    for path in ("tmp", "var/tmp"):
        root.folder(path, 0o1777)
    for path in ("bin", "sbin", "lib") + (("lib64",) if architecture == "amd64" else ()):
        root.folder(f"usr/{path}")
        root.link(path, f"usr/{path}")
    for deb in debs:
        root.install(deb)
    for name in ("passwd", "group"):
        root.file(f"etc/{name}", root.read(f"usr/share/base-passwd/{name}.master"))
    if "usr/bin/sh" not in root.entries:
        root.link("usr/bin/sh", "dash")
    root.write_status()
    return root


def main(path, *lists):
    layout = Layout(path)
    manifests = []
    for architecture, file in zip(("amd64", "arm64"), lists):
        with open(file) as names:
            root = root_of(names.read().split(), architecture)
        manifests.append(layout.manifest(architecture, [layout.layer(root.entries.values())], SETTINGS))
    layout.write({"bench/gcc:12": layout.index(manifests)})


if __name__ == "__main__":
    main(*sys.argv[1:])
