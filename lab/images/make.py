#!/usr/bin/env python3
"""make.py LAYOUT AMD64-LISTS ARM64-LISTS: writes the lab's images into an OCI layout.
A lists folder holds the names of .deb files, one a line: base (what the JRE image holds), jdk (the same and the JDK),
tools (busybox)."""
import sys
from concurrent.futures import ProcessPoolExecutor

import truststore
from debian import Root
from oci import Layout

ARCHITECTURES = ("amd64", "arm64")
PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
APPLETS = """ash awk base64 basename cat chmod chown cmp cp cut date dd df diff dirname du echo env expr false find free
 grep gunzip gzip head hexdump hostname httpd id ifconfig ip kill ln ls md5sum mkdir mktemp more mount mv nc netstat
 nohup nslookup pgrep ping ps pwd readlink realpath rm rmdir route sed seq sh sha256sum sleep sort stat strings sync
 tail tar tee telnet test time timeout top touch tr true tty umount uname uniq uptime vi wc wget which xargs yes
 zcat""".split()
# Process 1 of a container ignores signals that it does not handle: without the trap a pod would take the whole grace
# period (30 s) to end.
HELLO = b"""#!/bin/sh
trap 'kill $child; exit 0' TERM INT
httpd -f -p "${PORT:-8080}" -h /www & child=$!
wait $child
"""
ARCH_PAGE = b"#!/bin/sh\nprintf 'Content-Type: text/plain\\r\\n\\r\\n'; uname -m; hostname\n"
PAUSE = b"#!/bin/sh\ntrap 'kill $child; exit 0' TERM INT\nsleep 2147483647 & child=$!\nwait $child\n"


def lines(path):
    with open(path) as file:
        return file.read().split()


def java_root(debs, architecture):
    """A Java runtime, with what its configured packages would have: links for the alternatives, trusted certificates."""
    root = Root.of(debs, architecture)
    root.link("usr/bin/awk", "mawk")
    truststore.install(root)
    home = next(p for p in root.entries if p.startswith("usr/lib/jvm/java-17-openjdk-") and p.endswith("/bin/java"))
    root.link("usr/lib/jvm/default", home.split("/")[3])
    link_java_programs(root)
    root.write_status()
    return root


def link_java_programs(root):
    for path in root.under("usr/lib/jvm/java-17-openjdk-"):
        _, _, _, folder, *rest = path.split("/")
        if rest[:1] == ["bin"] and len(rest) == 2:
            root.link(f"usr/bin/{rest[1]}", f"../lib/jvm/{folder}/bin/{rest[1]}")


def difference(upper, lower):
    """What a layer on top of another has to hold."""
    return [(info, data) for path, (info, data) in upper.entries.items()
            if path not in lower.entries or lower.entries[path][1] != data
            or lower.entries[path][0].linkname != info.linkname]


def busybox_root(deb, extra):
    package, root = Root(), Root()
    package.install(deb)
    for path in ("bin", "dev", "etc", "proc", "root", "sys"):
        root.folder(path)
    root.folder("tmp", 0o1777)
    root.file("bin/busybox", package.read("usr/bin/busybox"), 0o755)
    for applet in APPLETS:
        root.link(f"bin/{applet}", "busybox")
    root.file("etc/passwd", b"root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n")
    root.file("etc/group", b"root:x:0:\nnogroup:x:65534:\n")
    for path, (data, mode) in extra.items():
        root.file(path, data, mode)
    return root


def layers_of(arguments):
    """Every layer of one architecture."""
    layout_path, lists, architecture = arguments
    layout = Layout(layout_path)
    jre_debs, jdk_debs = lines(f"{lists}/base"), lines(f"{lists}/jdk")
    jre = java_root(jre_debs, architecture)
    jre_layer = layout.layer(jre.entries.values())
    jdk = Root()
    jdk.entries, jdk.status = dict(jre.entries), dict(jre.status)
    for deb in jdk_debs:
        if deb not in jre_debs:
            jdk.install(deb)
    link_java_programs(jdk)
    jdk.write_status()
    jdk_layer = layout.layer(difference(jdk, jre))
    [deb] = [d for d in lines(f"{lists}/tools") if "/busybox-static_" in d]
    hello = {"bin/hello": (HELLO, 0o755), "www/index.html": (f"built for {architecture}\n".encode(), 0o644),
             "www/cgi-bin/arch": (ARCH_PAGE, 0o755)}
    tools = {name: layout.layer(busybox_root(deb, extra).entries.values())
             for name, extra in (("tools", {}), ("pause", {"bin/pause": (PAUSE, 0o755)}), ("hello", hello))}
    return {"jre": [jre_layer], "jdk": [jre_layer, jdk_layer], **{name: [layer] for name, layer in tools.items()}}


def main(layout_path, *lists):
    with ProcessPoolExecutor() as pool:
        jobs = [(layout_path, folder, architecture) for folder, architecture in zip(lists, ARCHITECTURES)]
        layers = dict(zip(ARCHITECTURES, pool.map(layers_of, jobs)))
    layout = Layout(layout_path)
    java = {"Env": [PATH, "JAVA_HOME=/usr/lib/jvm/default", "LANG=C.UTF-8"]}
    hello = {"Env": [PATH], "Entrypoint": ["/bin/hello"], "ExposedPorts": {"8080/tcp": {}}}

    def manifest(architecture, layer, settings, says=None):
        return layout.manifest(says or architecture, layers[architecture][layer], settings)

    def both(layer, settings):
        return layout.index([manifest(a, layer, settings) for a in ARCHITECTURES])

    layout.write({
        "base/jre:17": both("jre", {**java, "Cmd": ["java", "-version"]}),
        "base/jdk:17": both("jdk", {**java, "Cmd": ["jshell"]}),
        "base/tools:1": both("tools", {"Env": [PATH], "Cmd": ["/bin/sh"]}),
        "pause:1": both("pause", {"Env": [PATH], "Entrypoint": ["/bin/pause"]}),
        "test/hello:1": both("hello", hello),
        # An index that lacks linux/arm64: the honest case of an image that was never built for it.
        "test/amd64-only:1": layout.index([manifest("amd64", "hello", hello)]),
        # One manifest and no index, as `docker build` on an x86 machine pushes it.
        "test/plain-amd64:1": manifest("amd64", "hello", hello),
        # Its arm64 entry holds amd64 programs.
        "test/liar:1": layout.index([manifest("amd64", "hello", hello), manifest("amd64", "hello", hello, says="arm64")]),
    })


if __name__ == "__main__":
    main(*sys.argv[1:])
