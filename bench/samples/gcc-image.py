#!/usr/bin/env python3
"""gcc-image.py LAYOUT AMD64-DEBS ARM64-DEBS: writes bench/gcc:12 into an OCI layout; the lists name .deb files."""
import sys

from debian import Root
from oci import Layout

SETTINGS = {"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], "Cmd": ["/bin/bash"]}


def main(path, *lists):
    layout = Layout(path)
    manifests = []
    for architecture, file in zip(("amd64", "arm64"), lists):
        with open(file) as names:
            root = Root.of(names.read().split(), architecture)
        root.write_status()
        manifests.append(layout.manifest(architecture, [layout.layer(root.entries.values())], SETTINGS))
    layout.write({"bench/gcc:12": layout.index(manifests)})


if __name__ == "__main__":
    main(*sys.argv[1:])
