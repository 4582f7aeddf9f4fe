import Reporting

/// `deb [arch=amd64] …`: an APT source that offers nothing to other architectures.
struct PackageSourceCheck: Check {
    func findings(in source: Source) -> [Finding] {
        source.passages.flatMap { passage in
            source.code.indices(of: "arch=", in: passage.range).compactMap { offset in
                let line = source.text.near(offset, in: source.text.range(ofLine: source.text.line(at: offset)))
                guard let open = source.code[line.lowerBound..<offset].lastIndex(of: UInt8(ascii: "[")),
                    !source.code[open..<offset].contains(UInt8(ascii: "]"))
                else { return nil }
                let value = source.code[(offset + 5)..<line.upperBound].prefix {
                    !$0.isASCIISpace && $0 != UInt8(ascii: "]")
                }
                let text = String(decoding: value, as: UTF8.self)
                guard ArchitectureWords.namesX86(text), !ArchitectureWords.namesARM64(text),
                    !source.choosesArchitecture(at: offset, in: passage)
                else { return nil }
                return source.finding(
                    "apt-architecture", passage.severity, at: offset,
                    "this APT source is for \(text) only",
                    remedy: "leave arch= out, or write arch=$(dpkg --print-architecture)",
                    reference: "https://manpages.debian.org/bookworm/apt/sources.list.5.en.html")
            }
        }
    }
}
