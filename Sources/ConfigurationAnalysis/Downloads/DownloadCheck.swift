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

    /// A file with more of them is a list that nobody mends one by one.
    private static let most = 200

    func findings(in source: PassageSource) -> [Finding] {
        source.passages.flatMap { passage in
            let addresses = Address.all(in: source.code, passage.range)
            let forARM64 = Set(
                addresses.filter { ArchitectureWords.namesARM64($0.path) }
                    .map { ArchitectureWords.removing(from: $0.path) })
            return addresses.lazy.filter { $0.isForLinuxOnX86 }.prefix(Self.most).compactMap { address -> Finding? in
                // The same thing for arm64 is fetched too.
                guard !forARM64.contains(ArchitectureWords.removing(from: address.path)),
                    !source.isTold(at: address.range.lowerBound),
                    !source.choosesArchitecture(at: address.range.lowerBound, in: passage)
                else { return nil }
                return Finding(
                    rule, in: source.text, at: address.range.lowerBound,
                    severity: isInstalled(address, source) ? .blocker : passage.severity,
                    message: "this address is of a file for x86")
            }
        }
    }

    /// What npm runs when a package is installed, nobody can leave out.
    private func isInstalled(_ address: Address, _ source: PassageSource) -> Bool {
        source.kind == .packageJSON
            && source.code.containsAny(
                ["\"postinstall\"", "\"preinstall\"", "\"install\""], in: source.line(at: address.range.lowerBound))
    }
}
