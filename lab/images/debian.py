"""What a Debian root file system holds, read straight from .deb files: nothing is unpacked, nothing is run, so that an
arm64 root is made as quickly as an amd64 one."""
import io
import posixpath
import re
import subprocess
import tarfile

# Documentation is dropped, the licences (copyright files) are kept. The JDK's jmods serve jlink alone: 70 MB.
DROPPED = re.compile(r"usr/share/(doc/(?!.*/copyright$).*[^/]$|man/|info/|locale/|lintian/|linda/|bug/|doc-base/)"
                     r"|usr/lib/jvm/[^/]+/(jmods|man)/")
# Debian 12 is "merged usr": packages still ship /bin and /lib, which are links into /usr.
MERGED = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")


def merged(path):
    first, slash, rest = path.partition("/")
    return f"usr/{path}" if first in MERGED and slash else path


def entry(path, kind=tarfile.REGTYPE, mode=0o644, data=b"", link=""):
    info = tarfile.TarInfo(path)
    info.type, info.mode, info.linkname, info.size = kind, mode, link, len(data)
    return info, data


class Root:
    """The entries of a root file system by path, and the packages that they came from."""

    def __init__(self):
        self.entries = {}
        self.status = {}

    @classmethod
    def of(cls, debs, architecture):
        """A system of packages, with what configured ones would have: folders, users, a shell."""
        root = cls()
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
        return root

    def add(self, info, data=b""):
        self.entries[info.name] = (info, data)

    def folder(self, path, mode=0o755):
        self.add(*entry(path, tarfile.DIRTYPE, mode))

    def file(self, path, data, mode=0o644):
        self.add(*entry(path, mode=mode, data=data))

    def link(self, path, target):
        self.add(*entry(path, tarfile.SYMTYPE, 0o777, link=target))

    def read(self, path):
        return self.entries[path][1]

    def under(self, prefix):
        return sorted(p for p in self.entries if p.startswith(prefix))

    def install(self, deb):
        control = subprocess.run(["dpkg-deb", "-f", deb], check=True, capture_output=True, text=True).stdout
        name = re.search(r"^Package: (.*)$", control, re.M)[1]
        listing = []
        with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE) as process:
            with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
                for info in archive:
                    path = posixpath.normpath(info.name).lstrip("/")
                    listing.append("/." if path == "." else "/" + path)
                    if path == "." or path in MERGED or DROPPED.match(path):
                        continue
                    info.name = merged(path)
                    if info.islnk():
                        info.linkname = merged(posixpath.normpath(info.linkname).lstrip("/"))
                    self.add(info, archive.extractfile(info).read() if info.isreg() else b"")
        if process.returncode:
            raise SystemExit(f"dpkg-deb could not read {deb}")
        # What dpkg, and every scanner of images, looks at to know what is installed.
        self.status[name] = control.replace(f"Package: {name}\n", f"Package: {name}\nStatus: install ok installed\n", 1)
        self.file(f"var/lib/dpkg/info/{name}.list", ("\n".join(listing) + "\n").encode())

    def write_status(self):
        text = "".join(self.status[name] + "\n" for name in sorted(self.status))
        self.file("var/lib/dpkg/status", text.encode())
