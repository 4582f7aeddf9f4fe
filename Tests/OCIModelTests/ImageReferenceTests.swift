import OCIModel
import Reporting
import Testing

private let hash = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

@Suite struct ImageReferenceTests {
    @Test(arguments: [
        ("alpine", "docker.io/library/alpine:latest", "alpine:latest"),
        ("alpine:3.20", "docker.io/library/alpine:3.20", "alpine:3.20"),
        ("docker.io/alpine", "docker.io/library/alpine:latest", "alpine:latest"),
        ("index.docker.io/library/alpine", "docker.io/library/alpine:latest", "alpine:latest"),
        ("team/shop", "docker.io/team/shop:latest", "team/shop:latest"),
        ("library/team/shop", "docker.io/library/team/shop:latest", "library/team/shop:latest"),
        ("localhost/shop:1", "localhost/shop:1", "localhost/shop:1"),
        ("localhost:5000/shop", "localhost:5000/shop:latest", "localhost:5000/shop:latest"),
        ("10.77.0.1:5000/a/b_c/d-e:v1.0_x", "10.77.0.1:5000/a/b_c/d-e:v1.0_x", "10.77.0.1:5000/a/b_c/d-e:v1.0_x"),
        ("[fd00::1]:5000/shop", "[fd00::1]:5000/shop:latest", "[fd00::1]:5000/shop:latest"),
        ("Registry/shop", "Registry/shop:latest", "Registry/shop:latest"),
        ("alpine@\(hash)", "docker.io/library/alpine@\(hash)", "alpine@\(hash)"),
        ("ghcr.io/o/i:1@\(hash)", "ghcr.io/o/i:1@\(hash)", "ghcr.io/o/i:1@\(hash)"),
    ])
    func readsReferencesAsContainerToolsDo(text: String, full: String, familiar: String) throws {
        let reference = try ImageReference(parsing: text)
        #expect(reference.description == full)
        #expect(reference.familiar == familiar)
        #expect(try ImageReference(parsing: full) == reference)
        #expect(try ImageReference(parsing: familiar) == reference)
    }

    @Test(arguments: [
        "", ":1", "@\(hash)", "Alpine", "alpine:", "alpine:-1", "alpine:a b", "alpine@sha256:12", "a//b", "/a", "a/",
        "a/b/", "example.com/", "example.com:x/a", "example.com:70000/a", "-example.com/a", "a..b", "a___b", "a.-b",
        "_a", "a_", "[fd00/a", "https://example.com/a", "alpine\n",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        String(repeating: "a", count: 256), "a:" + String(repeating: "1", count: 129),
    ])
    func refusesWhatIsNoReference(text: String) {
        let failure = #expect(throws: Failure.self) { try ImageReference(parsing: text) }
        #expect(failure.map { [.invalidReference, .invalidDigest].contains($0.code) } == true)
    }

    @Test func saysWhatIsWrongWithUpperCase() {
        let failure = #expect(throws: Failure.self) { try ImageReference(parsing: "example.com/Shop:1") }
        #expect(failure?.hint == "repository names are in lower case")
    }

    @Test func theDigestWinsOverTheTag() throws {
        let reference = try ImageReference(parsing: "alpine:3@\(hash)")
        #expect(reference.manifest.description == hash)
        #expect(reference.manifest.suffix == "@\(hash)")
        #expect(try ImageReference(parsing: "alpine").manifest == .tag(.latest))
    }

    @Test func knowsThisMachine() throws {
        for host in ["localhost", "localhost:5000", "127.0.0.1:80", "127.9.0.1", "[::1]:5000", "x.localhost"] {
            #expect(try Registry(parsing: host).isLoopback, "\(host)")
        }
        for host in ["docker.io", "10.0.0.1", "127.example.com", "localhost.example.com", "128.0.0.1"] {
            #expect(try !Registry(parsing: host).isLoopback, "\(host)")
        }
    }
}
