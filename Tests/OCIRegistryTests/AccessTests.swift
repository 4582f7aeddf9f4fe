import OCIModel
import OCIRegistry
import Reporting
import Testing

@Suite struct ImageLocationTests {
    @Test(arguments: [
        ("alpine", "docker.io/library/alpine:latest"), ("oci:out", "oci:out"), ("oci:/tmp/out:1.0", "oci:/tmp/out:1.0"),
        ("oci:./a:b/c", "oci:./a:b/c"), ("oci:a:b/c:d", "oci:a:b/c:d"),
        (
            "oci:out@sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "oci:out@sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        ),
    ])
    func readsWhatPeopleWrite(text: String, full: String) throws {
        #expect(try ImageLocation(parsing: text).description == full)
    }

    @Test func foldersAndTagsAreToldApart() throws {
        #expect(try ImageLocation(parsing: "oci:a:b/c:d") == .layout(folder: "a:b/c", .tag(Tag(parsing: "d"))))
        #expect(try ImageLocation(parsing: "oci:./a:b/c") == .layout(folder: "./a:b/c", nil))
    }

    @Test(arguments: ["oci:", "oci::tag", "oci:out:", "oci:out:-x", "oci:out@sha256:1", "UPPER"])
    func refusesWhatIsNone(text: String) {
        #expect(throws: Failure.self) { try ImageLocation(parsing: text) }
    }

    @Test func aDigestIsNoDestination() throws {
        let digest = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        for text in ["example.com/a@\(digest)", "oci:/nonexistent@\(digest)"] {
            let location = try ImageLocation(parsing: text)
            let failure = #expect(throws: Failure.self) { try stores(ScriptedRegistry()).destination(at: location) }
            #expect(failure?.code == .usage)
        }
    }
}

@Suite struct RegistrySettingsTests {
    @Test func plainHTTPOnlyWhereAsked() throws {
        let settings = try RegistrySettings(
            environment: ["MIXARCH_INSECURE_REGISTRIES": "10.77.0.1:5000, lab.example"],
            insecureRegistries: ["10.0.0.2"])
        for (name, endpoint) in [
            ("10.77.0.1:5000", "http://10.77.0.1:5000"), ("lab.example", "http://lab.example"),
            ("10.0.0.2", "http://10.0.0.2"), ("localhost:5000", "http://localhost:5000"),
            ("10.77.0.1", "https://10.77.0.1"), ("lab.example:5000", "https://lab.example:5000"),
            ("ghcr.io", "https://ghcr.io"), ("docker.io", "https://registry-1.docker.io"),
        ] {
            #expect(settings.endpoint(of: try Registry(parsing: name)) == endpoint)
        }
    }

    @Test func aHostThatIsNoneIsWrongUsage() {
        let failure = #expect(throws: Failure.self) {
            try RegistrySettings(environment: ["MIXARCH_INSECURE_REGISTRIES": "http://x"])
        }
        #expect(failure?.code == .usage && failure?.message.contains("MIXARCH_INSECURE_REGISTRIES") == true)
    }
}
