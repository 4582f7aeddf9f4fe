import Reporting
import ScanModel

/// `GOARCH=amd64`: a Go program built for x86, wherever it is built.
struct GoArchitectureCheck: PassageCheck {
    let rule = Rule(
        id: "go-architecture", title: "a Go program built for x86 only", area: .build, severity: .warning,
        effort: .minutes,
        why: "GOARCH=amd64 makes a program for x86, also where the build runs on arm64.",
        remedy: "in a Dockerfile use GOARCH=$TARGETARCH; elsewhere build once for each architecture",
        before: "RUN GOARCH=amd64 go build .", after: "ARG TARGETARCH\nRUN GOARCH=$TARGETARCH go build .",
        reference: "https://go.dev/doc/install/source#environment")

    /// An assignment is short.
    private static let reach = 64

    func findings(in source: PassageSource) -> [Finding] {
        source.passages.flatMap { passage in
            source.code.indices(of: "GOARCH", in: passage.range).compactMap { offset in
                // "$GOARCH" = amd64 asks; it does not set.
                let before = offset > 0 ? source.code[offset - 1] : UInt8(ascii: " ")
                guard !"${_".utf8.contains(before) else { return nil }
                guard !isForOtherSystem(offset, source) else { return nil }
                if let place = pair(offset, source), !source.choosesArchitecture(at: offset, in: passage) {
                    return Finding(
                        rule, in: source.text, at: place, severity: passage.severity,
                        message: "the Go program is always built for x86")
                }
                let rest = source.code[(offset + 6)..<passage.range.upperBound].prefix(Self.reach).prefix {
                    $0 != UInt8(ascii: "\n")
                }
                let value = rest.drop { $0 == UInt8(ascii: " ") || "?:\"'".utf8.contains($0) }
                let isPair =
                    source.kind == .yaml && source.code[(offset + 6)..<value.startIndex].contains(UInt8(ascii: ":"))
                guard value.first == UInt8(ascii: "=") || isPair else { return nil }
                let name = value.drop { $0 == UInt8(ascii: "=") }.drop {
                    $0 == UInt8(ascii: " ") || "\"'".utf8.contains($0)
                }
                .prefix { $0.isASCIILetterOrDigit }
                guard ["amd64", "386"].contains(String(decoding: name, as: UTF8.self)),
                    !isTestedToo(name.elementsEqual("386".utf8), offset, source),
                    !source.choosesArchitecture(at: offset, in: passage)
                else { return nil }
                return Finding(
                    rule, in: source.text, at: offset, severity: passage.severity,
                    message: "the Go program is always built for x86")
            }
        }
    }

    /// `- name: GOARCH` with `value: amd64` in the next line, as Kubernetes writes an environment.
    /// - Returns: where the value stands.
    private func pair(_ offset: Int, _ source: PassageSource) -> Int? {
        let line = source.line(at: offset)
        guard source.kind == .yaml, source.code.contains("name:", in: line.lowerBound..<max(offset, line.lowerBound))
        else { return nil }
        let next = source.line(at: min(line.upperBound + 1, source.code.count - 1))
        guard next.lowerBound > offset, let key = source.code.firstIndex(of: "value:", in: next) else { return nil }
        let value = source.code[(key + 6)..<next.upperBound].filter { !$0.isASCIISpace && !"\"'".utf8.contains($0) }
        return value.elementsEqual("amd64".utf8) ? key : nil
    }

    /// `GOARCH=386 go test ./...`: nobody ships 32 bits; it is tried beside the machine's own architecture.
    private func isTestedToo(_ is386: Bool, _ offset: Int, _ source: PassageSource) -> Bool {
        let line = source.line(at: offset)
        return is386 && source.code.contains("test", in: offset..<line.upperBound)
            && !source.code.containsAny(["go build", "go install"], in: line)
    }

    /// `GOOS=darwin GOARCH=amd64`
    private func isForOtherSystem(_ offset: Int, _ source: PassageSource) -> Bool {
        let line = source.line(at: offset)
        return source.code.indices(of: "GOOS", in: line).contains { place in
            let value = source.code[(place + 4)..<line.upperBound].drop { "=: \"'".utf8.contains($0) }
                .prefix { $0.isASCIILetterOrDigit }
            return !value.isEmpty && !value.elementsEqual("linux".utf8)
        }
    }
}
