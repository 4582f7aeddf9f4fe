"""The table of releases that the program ships, as WheelTable reads it: contents, and a line for each package.

A content is what a release has for Linux, as five numbers: the versions of Python with a wheel for arm64 (glibc, musl)
and for x86 (glibc, musl), one bit each, and 1 for a wheel for every system plus 2 for sources. A package is
`(is_whole, {version: content})`; it is whole when the index listed all its releases.
"""

try:
    from packaging.utils import InvalidSdistFilename, InvalidWheelFilename, parse_sdist_filename, parse_wheel_filename
    from packaging.version import InvalidVersion, Version
except ImportError:
    from pip._vendor.packaging.utils import (
        InvalidSdistFilename, InvalidWheelFilename, parse_sdist_filename, parse_wheel_filename)
    from pip._vendor.packaging.version import InvalidVersion, Version

HIGHEST = 61  # PythonTags.highest
OTHERS = 1 << 62
EVERY = OTHERS - 1
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def pythons(python, abi):
    """The versions of Python that a wheel is for, as PythonTags has them."""
    digits = python[2:]
    if not digits.startswith("3"):
        return OTHERS
    minor = int(digits[1:] or 0) if digits[1:].isdigit() or len(digits) == 1 else None
    if minor is None or minor > HIGHEST:
        return OTHERS
    if python.startswith("py") or abi == "abi3":
        return EVERY & ~((1 << minor) - 1)
    return 1 << minor if python.startswith("cp") else OTHERS


def releases(names):
    """{version: content} of the stable releases that these files belong to, or of all when none is stable."""
    found = {}
    for name in names:
        try:
            if name.endswith(".whl"):
                _, version, _, tags = parse_wheel_filename(name)
            else:
                _, version = parse_sdist_filename(name)
                tags = None
        except (InvalidWheelFilename, InvalidSdistFilename, InvalidVersion):
            continue
        content = found.setdefault(version, [0, 0, 0, 0, 0])
        if tags is None:
            content[4] |= 2
            continue
        for tag in tags:
            add(content, tag)
    stable = [version for version in found if not version.is_prerelease] or list(found)
    return {version: tuple(found[version]) for version in stable}


def add(content, tag):
    platform = tag.platform
    if platform == "any" and not tag.interpreter.endswith("2") and not tag.interpreter.startswith("cp2"):
        content[4] |= 1
    for offset, machine in ((0, "aarch64"), (2, "x86_64")):
        if not platform.endswith("_" + machine):
            continue
        kind = platform[: -len(machine) - 1]
        bits = pythons(tag.interpreter, tag.abi)
        if kind.startswith("manylinux") or kind == "linux":
            content[offset] |= bits
        if kind.startswith("musllinux") or kind == "linux":
            content[offset + 1] |= bits


def merged(first, second):
    """What two sources say of the same releases."""
    both = dict(first)
    for version, content in second.items():
        both[version] = tuple(a | b for a, b in zip(both.get(version, content), content))
    return both


def base36(number):
    text = ""
    while True:
        number, rest = divmod(number, 36)
        text = DIGITS[rest] + text
        if number == 0:
            return text


def line(name, package, numbers):
    """A package's line: runs of versions with the same content; None when it has nothing for Linux."""
    is_whole, listed = package
    runs = []
    last, before = None, ""
    for version in sorted(listed):
        content = listed[version]
        if not any(content):
            continue
        text = str(version)
        stem, dot, end = text.rpartition(".")
        short = dot + end if before.rpartition(".")[0] == stem and dot else text
        if content == last:
            runs[-1] += "," + short
        else:
            runs.append(base36(numbers.setdefault(content, len(numbers))) + ":" + short)
        last, before = content, text
    return f"{name} {'' if is_whole else '~'}{';'.join(runs)}" if runs else None


def encode(packages):
    """The table's text."""
    numbers = {}
    lines = [text for name in sorted(packages) if (text := line(name, packages[name], numbers))]
    contents = " ".join(",".join(f"{part:x}" for part in content) for content in numbers)
    return "\n".join([contents] + lines)


def decode(text):
    """The packages of a table's text."""
    lines = text.strip().split("\n")
    contents = [tuple(int(part, 16) for part in content.split(",")) for content in lines[0].split()]
    packages = {}
    for name, _, runs in (row.strip().partition(" ") for row in lines[1:]):
        listed, before = {}, ""
        for run in runs.lstrip("~").split(";"):
            number, _, versions = run.partition(":")
            for version in versions.split(","):
                before = before.rpartition(".")[0] + version if version.startswith(".") else version
                listed[Version(before)] = contents[int(number, 36)]
        packages[name] = (not runs.startswith("~"), listed)
    return packages
