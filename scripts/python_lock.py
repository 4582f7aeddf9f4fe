"""Reads lock files: which files the index had of every version that they name.

uv.lock leaves out the files that can't be installed where the project runs: a package that nothing needs on Linux on
arm64 is passed over, since that its wheels for arm64 are not named says nothing. poetry.lock and pdm.lock name every
file, or none.
"""

import collections
import pathlib
import re

try:
    import tomllib
except ImportError:
    from pip._vendor import tomli as tomllib
try:
    from packaging.markers import InvalidMarker, Marker
except ImportError:
    from pip._vendor.packaging.markers import InvalidMarker, Marker

MINORS = range(8, 16)


def files(path):
    """{name: [file]} of the packages that a lock file takes from the index."""
    root = tomllib.loads(pathlib.Path(path).read_text())
    packages = root.get("package", [])
    if any(isinstance(package.get("source"), dict) and "registry" in package["source"] for package in packages):
        return uv(root, packages)
    if any("platform" in target for target in root.get("metadata", {}).get("targets", [])):
        return {}
    apart = root.get("metadata", {}).get("files", {})
    found = collections.defaultdict(list)
    for package in packages:
        if "source" in package or "url" in package or "path" in package or "git" in package:
            continue
        named = package.get("files") or apart.get(package["name"], [])
        found[normalized(package["name"])] += [file["file"] for file in named if "file" in file]
    return dict(found)


def normalized(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def uv(root, packages):
    origins = collections.Counter(package["source"].get("registry") for package in packages)
    origins.pop(None, None)
    # What comes from another index, is built otherwise.
    index = origins.most_common(1)[0][0]
    needed = reached(root, packages)
    found = collections.defaultdict(list)
    for place, package in enumerate(packages):
        if place not in needed or package["source"].get("registry") != index:
            continue
        named = package.get("wheels", []) + [package[kind] for kind in ("sdist",) if kind in package]
        found[normalized(package["name"])] += [
            file["url"].rpartition("/")[2].replace("%2B", "+") for file in named if "url" in file]
    return dict(found)


def reached(root, packages):
    """The places of the packages that the project needs on Linux on arm64, with some version of Python."""
    places = collections.defaultdict(list)
    for place, package in enumerate(packages):
        places[package["name"]].append(place)
    found = set()
    for minor in MINORS:
        environment = arm64(minor)
        if not any_holds(root.get("supported-markers"), environment):
            continue
        pending = [
            place for place, package in enumerate(packages)
            if any(kind in package["source"] for kind in ("editable", "virtual", "directory"))]
        seen = set(pending)
        while pending:
            for edge in edges(packages[pending.pop()]):
                if "marker" in edge and not holds(edge["marker"], environment):
                    continue
                for place in places[edge["name"]]:
                    package = packages[place]
                    if (place not in seen and edge.get("version", package.get("version")) == package.get("version")
                            and any_holds(package.get("resolution-markers"), environment)):
                        seen.add(place)
                        pending.append(place)
        found |= seen
    return found


def edges(package):
    yield from package.get("dependencies", [])
    for kind in ("optional-dependencies", "dev-dependencies"):
        for group in package.get(kind, {}).values():
            yield from group


def any_holds(markers, environment):
    return not markers or any(holds(marker, environment) for marker in markers)


def holds(marker, environment):
    try:
        return Marker(marker).evaluate(environment)
    except InvalidMarker:
        return False


def arm64(minor):
    return {
        "python_version": f"3.{minor}", "python_full_version": f"3.{minor}.5", "sys_platform": "linux",
        "platform_system": "Linux", "os_name": "posix", "platform_machine": "aarch64", "platform_release": "",
        "platform_version": "", "implementation_name": "cpython", "implementation_version": f"3.{minor}.5",
        "platform_python_implementation": "CPython", "extra": ""}
