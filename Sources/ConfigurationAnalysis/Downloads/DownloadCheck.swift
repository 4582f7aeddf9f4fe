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
        source.passages.flatMap { passage -> [Finding] in
            let addresses = Address.all(in: source.code, passage.range)
            let forARM64 = Set(
                addresses.filter { ArchitectureWords.namesARM64($0.path) }
                    .map { ArchitectureWords.removing(from: $0.path) })
            let byName = addresses.prefix(Self.most).compactMap { named($0, passage, source) }
            return byName
                + addresses.lazy.filter { $0.isForLinuxOnX86 }.prefix(Self.most).compactMap { address -> Finding? in
                    // Windows needs no word of its own in a script for it.
                    guard source.kind != .powerShell || address.path.lowercased().contains("linux") else { return nil }
                    guard !namesDrive(source.line(at: address.range.lowerBound), source),
                        // The same thing for arm64 is fetched too.
                        !forARM64.contains(ArchitectureWords.removing(from: address.path)),
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

    /// Whether a line is for Windows: `C:\tools\wget.exe https://…`; no drive is in `curl -w 'size:\n'`.
    private func namesDrive(_ line: Range<Int>, _ source: PassageSource) -> Bool {
        source.code.indices(of: ":\\", in: line).contains { place in
            let drive = (source.code.byte(at: place - 1) ?? 0) | 0x20
            return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(drive)
                && !Array.isNameByte(source.code.byte(at: place - 2) ?? 0)
        }
    }

    /// `ARG FILE=Miniconda3-Linux-x86_64.sh` and behind it `https://example.com/${FILE}`: the variable's value.
    private func named(_ address: Address, _ passage: PassageSource.Passage, _ source: PassageSource) -> Finding? {
        guard source.dockerfile != nil || source.kind == .shellScript, !address.isForLinuxOnX86,
            !ArchitectureChoice.namesARM64(source.code), address.fileName.hasPrefix("$")
        else { return nil }
        let name = address.fileName.drop { "${".contains($0) }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let rest = address.fileName.drop { "${".contains($0) }.dropFirst(name.count)
        guard !name.isEmpty, rest.isEmpty || rest == "}",
            let place = source.code.indices(ofName: String(name), in: 0..<source.code.count).first(where: {
                source.code.byte(at: $0 + name.utf8.count) == UInt8(ascii: "=")
            })
        else { return nil }
        let value = source.code[(place + name.utf8.count + 1)..<source.line(at: place).upperBound]
            .drop { "\"'".utf8.contains($0) }.prefix { !$0.isASCIISpace && !"\"';".utf8.contains($0) }
        let file = String(decoding: value, as: UTF8.self)
        guard file.contains("."), ArchitectureWords.namesX86(file), !ArchitectureWords.namesOtherSystem(file),
            !source.choosesArchitecture(at: address.range.lowerBound, in: passage)
        else { return nil }
        return Finding(
            rule, in: source.text, at: place, severity: passage.severity,
            message: "\(file), which is fetched by way of \(name), is a file for x86")
    }

    /// What npm runs when a package is installed, nobody can leave out.
    private func isInstalled(_ address: Address, _ source: PassageSource) -> Bool {
        source.kind == .packageJSON
            && source.code.containsAny(
                ["\"postinstall\"", "\"preinstall\"", "\"install\""], in: source.line(at: address.range.lowerBound))
    }
}
