/// Documents as other tools write them: odd spacing and field order, and fields that mixarch doesn't know.
enum Documents {
    static let digestA = "sha256:" + String(repeating: "a", count: 64)
    static let digestB = "sha256:" + String(repeating: "b", count: 64)
    static let digestC = "sha256:" + String(repeating: "c", count: 64)

    static let index = """
        {
           "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
           "x-unknown": {"deep": [1, 2.5, null, 9007199254740993]},
           "manifests": [
              {"mediaType":"application/vnd.oci.image.manifest.v1+json","size":401,"digest":"\(digestA)",
               "platform":{"os":"linux","architecture":"amd64"}, "data":"e30=", "urls":["https://example.com/x"]},
              {"mediaType":"application/vnd.oci.image.manifest.v1+json","size":402,"digest":"\(digestB)",
               "platform":{"architecture":"arm64","os":"linux","variant":"v8","os.features":["x"],"os.version":"1"}},
              {"mediaType":"application/vnd.oci.image.manifest.v1+json","size":403,"digest":"\(digestC)",
               "platform":{"architecture":"unknown","os":"unknown"},
               "annotations":{"vnd.docker.reference.type":"attestation-manifest",
                              "vnd.docker.reference.digest":"\(digestA)"}},
              {"mediaType":"application/vnd.oci.image.manifest.v1+json","size":404,"digest":"\(digestC)",
               "platform":{"architecture":"sparc64","os":"linux"}}
           ]
        }

        """

    static let manifest = """
        {"schemaVersion":2,"config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":7,\
        "digest":"\(digestA)"},   "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip",\
        "size":12,"digest":"\(digestB)","extra":true}],"mediaType":\
        "application/vnd.docker.distribution.manifest.v2+json","subject":null}
        """

    static let configuration = """
        {"os":"linux","architecture":"arm64","variant":"v8","os.version":"","created":"2024-05-01T10:00:00.123456789Z",
         "config":{"Env":["PATH=/bin","JAVA_HOME=/opt/java"],"Cmd":["sh"],"Labels":{"a":"b"},"ArgsEscaped":true,
                   "Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":5000000000,"X":1}},
         "rootfs":{"type":"layers","diff_ids":["\(digestA)"]},
         "history":[{"created":"2024-05-01T10:00:00Z","created_by":"ADD rootfs","moby":"x"}],
         "moby.buildkit.buildinfo.v1":"e30="}
        """
}
