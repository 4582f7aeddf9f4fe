"""Images written as an OCI layout: the same input gives the same bytes, and so the same digests."""
import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
CREATED = "2024-01-01T00:00:00Z"
MTIME = 1704067200


class Layout:
    def __init__(self, path):
        self.path = path
        os.makedirs(f"{path}/blobs/sha256", exist_ok=True)

    def put(self, data, media_type):
        """One blob, written beside and renamed, so that a blob that is there is whole."""
        digest = hashlib.sha256(data).hexdigest()
        target = f"{self.path}/blobs/sha256/{digest}"
        if not os.path.exists(target):
            with tempfile.NamedTemporaryFile(dir=self.path, prefix=".blob-", delete=False) as file:
                file.write(data)
            os.chmod(file.name, 0o644)
            os.rename(file.name, target)
        return {"mediaType": media_type, "digest": f"sha256:{digest}", "size": len(data)}

    def put_json(self, value, media_type):
        return self.put(json.dumps(value, separators=(",", ":")).encode(), media_type)

    def layer(self, entries):
        """A layer of (TarInfo, data) pairs: sorted, owned by root, with one date. Returns descriptor and diff id."""
        raw = io.BytesIO()
        with tarfile.open(fileobj=raw, mode="w", format=tarfile.GNU_FORMAT) as archive:
            for info, data in sorted(entries, key=lambda pair: (pair[0].islnk(), pair[0].name)):
                info.uid = info.gid = 0
                info.uname = info.gname = ""
                info.mtime = MTIME
                archive.addfile(info, io.BytesIO(data))
        # pigz: both cores; -n: no name and no date in the header; a quick level, since the lab is close by.
        packed = subprocess.run(["pigz", "-n", "-3"], input=raw.getbuffer(), stdout=subprocess.PIPE, check=True).stdout
        return self.put(packed, LAYER), "sha256:" + hashlib.sha256(raw.getbuffer()).hexdigest()

    def manifest(self, architecture, layers, settings):
        """The manifest of one platform; layers are (descriptor, diff id) pairs."""
        config = self.put_json({"created": CREATED, "architecture": architecture, "os": "linux", "config": settings,
                                "rootfs": {"type": "layers", "diff_ids": [diff for _, diff in layers]},
                                "history": [{"created": CREATED, "created_by": "mixarch lab"} for _ in layers]}, CONFIG)
        manifest = self.put_json({"schemaVersion": 2, "mediaType": MANIFEST, "config": config,
                                  "layers": [descriptor for descriptor, _ in layers]}, MANIFEST)
        return {**manifest, "platform": {"architecture": architecture, "os": "linux"}}

    def index(self, manifests):
        return self.put_json({"schemaVersion": 2, "mediaType": INDEX, "manifests": manifests}, INDEX)

    def write(self, references):
        """The layout's own index.json, last: {name: descriptor}."""
        listed = [{**{k: v for k, v in descriptor.items() if k != "platform"},
                   "annotations": {"org.opencontainers.image.ref.name": name}}
                  for name, descriptor in sorted(references.items())]
        for name, value in (("oci-layout", {"imageLayoutVersion": "1.0.0"}),
                            ("index.json", {"schemaVersion": 2, "mediaType": INDEX, "manifests": listed})):
            beside = f"{self.path}/.{name}.{os.getpid()}"
            with open(beside, "w") as file:
                json.dump(value, file, indent=1)
            os.rename(beside, f"{self.path}/{name}")
