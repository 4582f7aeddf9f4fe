import DockerfileModel
import Reporting
import Testing

/// Broken input of all kinds: it is refused or read, never a crash, and it never takes long.
@Suite struct FuzzTests {
    /// The same numbers every time (SplitMix64).
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let dockerfile = """
        # syntax=docker/dockerfile:1
        # escape=\\
        ARG BASE=alpine:${TAG:-3}
        FROM --platform=$BUILDPLATFORM ${BASE} AS build
        ARG VERSION="1 2" X
        ENV A=b C='d e' F=${VERSION%%.*}${X/a/b}
        RUN --mount=type=cache,target=/c --network=none <<EOF cat \\
            # comment
            > /x
        \t$x
        EOF
        COPY --from=0 --chown=1:2 --chmod=u=rwX [\"a b\", \"/c\"]
        COPY <<-'one' <<two /d/
        \tx
        one
        two
        ADD --checksum=sha256:00 https://h/b.git#v:d /z
        HEALTHCHECK --interval=1m30s --retries=3 CMD [\"x\"]
        ONBUILD RUN make
        FROM scratch
        EXPOSE 80/tcp 8000-8010
        STOPSIGNAL SIGTERM
        VOLUME /a
        WORKDIR d
        CMD [\"x\", \"é\"]

        """

    private static let ignoreFile = "# c\n*/temp*\n!a/**/[a-z]?\\*\n**/*.md\n/b/../c\r\n"

    /// Cuts, doubles, changes and mixes pieces.
    private static func mutated(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            guard !bytes.isEmpty else { return bytes }
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 1...40, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 2: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 3:
                bytes.insert(Array("$\"'\\{}<[]\n\r #=-*?!`:/@".utf8).randomElement(using: &generator) ?? 0, at: place)
            case 4: bytes.removeSubrange(place...)
            default: bytes.insert(contentsOf: Array("é\u{FEFF}\u{A0}".utf8), at: place)
            }
        }
        return bytes
    }

    @Test(arguments: 0..<8)
    func brokenDockerfiles(_ seed: UInt64) {
        var generator = Generator(state: seed)
        var read = 0
        for _ in 0..<250 {
            let bytes = Self.mutated(Array(Self.dockerfile.utf8), &generator)
            do {
                let file = try Dockerfile(parsing: bytes)
                read += 1
                _ = file.warnings()
                for instruction in file.stages.flatMap(\.instructions) {
                    #expect(instruction.lines.upperBound <= file.lines.count)
                    for word in instruction.words {
                        #expect(instruction.lines.contains(word.position.line))
                        _ = try? WordExpander(escape: file.escape) { $0 }.expand(word.text)
                    }
                }
            } catch {
                #expect(error.message.hasPrefix("Dockerfile"))
            }
        }
        // Some of both, or it tries nothing.
        #expect((1..<250).contains(read))
    }

    @Test(arguments: 0..<4)
    func brokenIgnoreFiles(_ seed: UInt64) {
        var generator = Generator(state: seed)
        for _ in 0..<500 {
            let text = String(decoding: Self.mutated(Array(Self.ignoreFile.utf8), &generator), as: UTF8.self)
            guard let rules = try? IgnoreRules(parsing: text) else { continue }
            for path in ["a/temp1", "a/b/c/x1*", "docs/README.md", "c", "é/\u{FEFF}"] { _ = rules.ignores(path) }
        }
    }

    @Test(arguments: [
        String(repeating: "${a:-", count: 50_000), String(repeating: "\"${a#", count: 50_000),
        String(repeating: "$", count: 200_000),
        String(repeating: "'", count: 200_001), String(repeating: "\\", count: 200_000),
        String(repeating: "<<A ", count: 50_000),
        String(repeating: "a=b ", count: 50_000), String(repeating: "[", count: 200_000),
        String(repeating: "--x=y ", count: 50_000),
        String(repeating: "x", count: 1 << 20), String(repeating: "\\\n", count: 50_000),
        String(repeating: "# c\n", count: 50_000),
        String(repeating: "a\\\n", count: 50_000) + "a=b",
        "[" + String(repeating: "\"a\",", count: 50_000) + "\"b\"]",
    ])
    func longInput(_ piece: String) {
        for keyword in ["RUN ", "ENV a=", "COPY ", "ARG --x="] {
            guard let file = try? Dockerfile(parsing: "FROM scratch\n\(keyword)\(piece)") else { continue }
            _ = file.warnings()
        }
    }

    @Test func longVariables() throws {
        let long = String(repeating: "ab", count: 1 << 18)
        let values = ["x": long, "stars": String(repeating: "*a", count: 1000)]
        for form in [
            "${x#*b*c}", "${x%%a*c}", "${x//a*c/d}", "${x//ab/c}", "${x#$stars}", "${x//$stars?c/}", "${x/?c/}",
        ] {
            _ = try expand(form, values)
        }
        #expect(try expand("${x//ab/c}", values).utf8.count == 1 << 18)
    }

    @Test(arguments: [
        String(repeating: "**/", count: 5000) + "x", String(repeating: "*", count: 10_000) + "x",
        String(repeating: "*a", count: 2000) + "b",
        String(repeating: "**/a/", count: 500) + "b", String(repeating: "[a-z]*", count: 1000),
        String(repeating: "?*", count: 1000),
        String(repeating: "a**", count: 500),
    ])
    func patternsThatWouldBacktrack(_ pattern: String) throws {
        let rules = try IgnoreRules(parsing: pattern)
        _ = rules.ignores(String(repeating: "a", count: 1000))
        _ = rules.ignores(Array(repeating: "a", count: 500).joined(separator: "/"))
    }
}
