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
            let addresses = Address.all(in: source.code, passage.range)
            return addresses.compactMap { address -> Finding? in
                guard address.isForLinuxOnX86, !source.isTold(at: address.range.lowerBound),
                    !Self.hasTwin(address, among: addresses),
                    !source.choosesArchitecture(at: address.range.lowerBound, in: passage)
                else { return nil }
                return Finding(
                    rule, in: source.text, at: address.range.lowerBound, severity: passage.severity,
                    message: "this address is of a file for x86")
            }
        }
    }

    /// Whether the same thing for arm64 is fetched too.
    private static func hasTwin(_ address: Address, among others: [Address]) -> Bool {
        let name = ArchitectureWords.removing(from: address.path)
        return others.contains {
            ArchitectureWords.namesARM64($0.path) && ArchitectureWords.removing(from: $0.path) == name
        }
    }
}
