import Reporting
import ScanModel

/// Addresses of files for Linux on x86, where no choice by architecture stands beside.
struct DownloadCheck: PassageCheck {
    let rule = Rule(
        id: "x86-download", title: "a download for x86 only", area: .deployment, severity: .warning, effort: .minutes,
        why: "What is downloaded here is made for x86 and does not run on arm64.",
        remedy: "choose the file by architecture: TARGETARCH in a Dockerfile, uname -m in a script",
        before: "RUN curl -LO https://example.com/tool-linux-amd64.tgz",
        after: "ARG TARGETARCH\nRUN curl -LO https://example.com/tool-linux-$TARGETARCH.tgz",
        reference: nil)

    func findings(in source: PassageSource) -> [Finding] {
        source.passages.flatMap { passage in
            Self.addresses(in: source.code, passage.range).compactMap { address in
                guard Self.isForLinuxOnX86(source.code[address]),
                    !source.choosesArchitecture(at: address.lowerBound, in: passage)
                else { return nil }
                return Finding(
                    rule, in: source.text, at: address.lowerBound, severity: passage.severity,
                    message: "this address is of a file for x86")
            }
        }
    }

    private static let schemes = ["https", "http", "ftp"]

    /// Where addresses stand within a range.
    private static func addresses(in code: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for mark in code.indices(of: "://", in: range) where mark >= found.last?.upperBound ?? 0 {
            let before = code[range.lowerBound..<mark]
            guard let scheme = schemes.first(where: { before.suffix($0.utf8.count).elementsEqual($0.utf8) }) else {
                continue
            }
            let rest = code[mark..<range.upperBound].prefix(SourceText.reach)
            let end = rest.firstIndex { $0.isASCIISpace || "\"'`<>|;,)".utf8.contains($0) } ?? rest.endIndex
            found.append((mark - scheme.utf8.count)..<end)
        }
        return found
    }

    private static func isForLinuxOnX86(_ address: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: address, as: UTF8.self)
        guard let host = text.firstRange(of: "://"),
            let slash = text[host.upperBound...].firstIndex(of: "/")
        else { return false }
        let path = text[slash...]
        return ArchitectureWords.namesX86(path) && !ArchitectureWords.namesOtherSystem(path)
            && !ArchitectureWords.namesARM64(path)
    }
}
