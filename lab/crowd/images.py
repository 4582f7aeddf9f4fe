#!/usr/bin/env python3
"""Pushes many small images: images.py REGISTRY REPOSITORY COUNT [--every N]

The tags are 1.0, 1.1, … 1.COUNT-1, each an index of its own digest. All share one image for each architecture; every Nth
index (default 10, from the first) has amd64 alone. The registry speaks plain HTTP.
"""
import argparse
import hashlib
import http.client
import io
import json
import tarfile
from concurrent.futures import ThreadPoolExecutor

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar"
ARCHITECTURES = ("amd64", "arm64")


def encoded(document):
    return json.dumps(document, sort_keys=True).encode()


def descriptor(media_type, content, **more):
    digest = "sha256:" + hashlib.sha256(content).hexdigest()
    return {"mediaType": media_type, "digest": digest, "size": len(content), **more}


class Repository:
    def __init__(self, registry, name):
        self.registry = registry
        self.name = name

    def send(self, connection, method, path, body=b"", media_type="application/octet-stream"):
        connection.request(method, path, body, {"Content-Type": media_type})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:200]}")
        return answer

    def connect(self):
        return http.client.HTTPConnection(self.registry, timeout=60)

    def push_blob(self, connection, content):
        start = self.send(connection, "POST", f"/v2/{self.name}/blobs/uploads/")
        place = start.headers["Location"].removeprefix(f"http://{self.registry}")
        digest = descriptor(LAYER, content)["digest"]
        self.send(connection, "PUT", f"{place}{'&' if '?' in place else '?'}digest={digest}", content)

    def push_manifest(self, connection, reference, content, media_type):
        self.send(connection, "PUT", f"/v2/{self.name}/manifests/{reference}", content, media_type)

    def push_image(self, connection, architecture):
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w") as archive:
            archive.addfile(tarfile.TarInfo(architecture))
        layer = buffer.getvalue()
        diff_id = descriptor(LAYER, layer)["digest"]
        config = encoded(
            {"architecture": architecture, "os": "linux", "rootfs": {"type": "layers", "diff_ids": [diff_id]}})
        for blob in (layer, config):
            self.push_blob(connection, blob)
        manifest = encoded({
            "schemaVersion": 2, "mediaType": MANIFEST, "config": descriptor(CONFIG, config),
            "layers": [descriptor(LAYER, layer)],
        })
        entry = descriptor(MANIFEST, manifest, platform={"os": "linux", "architecture": architecture})
        self.push_manifest(connection, entry["digest"], manifest, MANIFEST)
        return entry


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("registry")
    parser.add_argument("repository")
    parser.add_argument("count", type=int)
    parser.add_argument("--every", type=int, default=10)
    options = parser.parse_args()
    repository = Repository(options.registry, options.repository)
    connection = repository.connect()
    entries = [repository.push_image(connection, architecture) for architecture in ARCHITECTURES]
    workers = 8

    def push(worker):
        connection = repository.connect()
        for number in range(worker, options.count, workers):
            index = encoded({
                "schemaVersion": 2, "mediaType": INDEX,
                "manifests": entries[:1] if number % options.every == 0 else entries,
                "annotations": {"number": str(number)},
            })
            repository.push_manifest(connection, f"1.{number}", index, INDEX)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(push, range(workers)))


main()
