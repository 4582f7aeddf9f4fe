import Reporting
import ScanModel

/// `deb [arch=amd64] …`: an APT source that offers nothing to other architectures.
struct PackageSourceCheck: PassageCheck {
    let rule = Rule(
        id: "apt-architecture", title: "an APT source for x86 only", area: .deployment, severity: .warning,
        effort: .minutes,
        why: "APT ignores this source on arm64, and its packages are not found.",
        remedy: "leave arch= out, or write arch=$(dpkg --print-architecture)",
        before: "deb [arch=amd64] https://example.com stable main", after: "deb https://example.com stable main",
        reference: "https://manpages.debian.org/bookworm/apt/sources.list.5.en.html")

    func findings(in source: PassageSource) -> [Finding] {
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
                    !source.choosesArchitecture(at: offset, in: passage),
                    !isOfCrossBuild(offset, source, passage)
                else { return nil }
                return Finding(
                    rule, in: source.text, at: offset, severity: passage.severity,
                    message: "this APT source is for \(text) only")
            }
        }
    }

    /// `if [ -n "$TARGET" ]`, and beside it `deb [arch=$TARGET] …`: only a build for another machine gets there, and it
    /// has sources for that machine too.
    private func isOfCrossBuild(_ offset: Int, _ source: PassageSource, _ passage: PassageSource.Passage) -> Bool {
        let range = passage.context ?? source.text.window(around: offset, before: Self.reach, after: Self.reach)
        let before = source.text.near(offset, in: range).lowerBound..<offset
        return source.code.indices(of: "arch=$", in: source.text.near(offset, in: range)).contains { place in
            let name = source.code[(place + 6)...].drop { $0 == UInt8(ascii: "{") }.prefix { Array.isNameByte($0) }
            let text = String(decoding: name, as: UTF8.self)
            return !text.isEmpty && source.code.containsAny(Self.questions(text), in: before)
        }
    }

    /// Lines around a source that are looked at, where it is in no instruction.
    private static let reach = 12

    /// Whether a variable is set.
    private static func questions(_ name: String) -> [String] {
        ["$\(name)", "${\(name)}"].flatMap { ["\"\($0)\" != \"\"", "-n \"\($0)\"", "-n \($0)", "x\($0)\" != \"x\""] }
    }
}
