import FoundationEssentials
import HTTPTransport
import OCIModel
import OCIRegistry
import Platforms
import Reporting
import Testing

/// Damaged documents from a fixed seed: whatever comes, it is a value or a failure, never a crash.
@Suite struct FuzzTests {
    /// SplitMix64: the same damage in every run.
    private struct Dice {
        var state: UInt64

        mutating func next(_ limit: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((value ^ (value >> 31)) % UInt64(max(limit, 1)))
        }
    }

    private static let words = [
        "{", "}", "[", "]", "\"", ":", ",", "null", "-1", "1e400", "9223372036854775808", "\\u0000", "\u{FF}", "=", "@",
        "/", "sha256:", "[[", "manifests", "layers", "config", "\n", "\r\n", " ", "..",
    ]

    private static func damaged(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0...dice.next(4) {
            let place = dice.next(bytes.count + 1)
            switch dice.next(5) {
            case 0 where place < bytes.count: bytes[place] = UInt8(dice.next(256))
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + dice.next(12)))
            case 2: bytes.insert(contentsOf: Array(words[dice.next(words.count)].utf8), at: place)
            case 3:
                bytes.insert(
                    contentsOf: bytes[place..<min(bytes.count, place + dice.next(60))], at: dice.next(bytes.count))
            default: bytes = Array(bytes.prefix(place))
            }
        }
        return bytes
    }

    private static func samples() throws -> [[UInt8]] {
        let contents = try SampleImage().contents
        return (contents.manifests + [contents.root]).map(\.bytes)
            + contents.blobs.compactMap {
                if case .bytes(let bytes) = $0.source, bytes.first == 0x7B { bytes } else { nil }
            }
    }

    @Test func documents() throws {
        var dice = Dice(state: 4)
        let samples = try Self.samples()
        var read = 0
        for _ in 0..<6000 {
            let bytes = Self.damaged(samples[dice.next(samples.count)], &dice)
            if let document = try? ManifestDocument(parsing: bytes, source: "fuzz") {
                // What was understood is kept to the byte.
                #expect(document.bytes == bytes)
                _ = document.index?.platforms
                _ = document.index?.select(.linuxARM64)
                read += 1
            }
            _ = try? ImageConfiguration(parsing: bytes, source: "fuzz").platformName
        }
        #expect(read > 50)
    }

    @Test(arguments: [
        #"Bearer realm="https://a/t",service="s",scope="repository:x:pull,push", Basic realm=x"#,
        "registry.example.com:5000/team/shop:1.0@sha256:" + String(repeating: "a", count: 64),
        "[fd00::1]:5000/shop", "repository:host:5000/shop:push,pull", "docker-archive:a.tar:b:c",
    ])
    func texts(sample: String) {
        var dice = Dice(state: 7)
        for _ in 0..<4000 {
            let text = String(decoding: Self.damaged(Array(sample.utf8), &dice), as: UTF8.self)
            _ = Challenge.parse(text)
            _ = AccessScope(parsing: text).description
            _ = try? Platform(parsing: text)
            if let reference = try? ImageReference(parsing: text) {
                #expect((try? ImageReference(parsing: reference.description)) == reference, "\(text)")
            }
            _ = try? ImageLocation(parsing: text)
        }
    }

    @Test func loginsAndMirrors() async throws {
        let logins = #"{"auths":{"a.example":{"auth":"YTpi"},"https://b/v1/":{"identitytoken":"t"}},"credHelpers":{}}"#
        let mirrors =
            "[[registry]]\nprefix = \"a.example\"\nlocation = 'b.example/x'\n[[registry.mirror]]\nlocation = \"c\"\n"
        try await withFolder { folder in
            var dice = Dice(state: 11)
            let reference = try ImageReference(parsing: "a.example/shop")
            let environment = [
                "DOCKER_CONFIG": folder, "HOME": folder, "CONTAINERS_REGISTRIES_CONF": folder + "/registries.conf",
            ]
            for _ in 0..<400 {
                let damaged = Self.damaged(Array(logins.utf8), &dice)
                // A damaged helper's name must not be run.
                guard !String(decoding: damaged, as: UTF8.self).contains("credsStore") else { continue }
                try Data(damaged).write(to: URL(filePath: folder + "/config.json"))
                _ = await CredentialFiles(environment: environment)
                    .credential(for: reference.registry, reference.repository)
                try Data(Self.damaged(Array(mirrors.utf8), &dice)).write(to: URL(filePath: folder + "/registries.conf"))
                if let settings = try? RegistrySettings(environment: environment) {
                    _ = ImageStores(sender: ScriptedRegistry(), settings: settings).image(reference).name
                }
            }
        }
    }
}
