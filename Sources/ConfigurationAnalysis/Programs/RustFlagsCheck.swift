import Reporting
import ScanModel

/// `RUSTFLAGS="-C target-cpu=haswell"` in scripts, Dockerfiles and pipelines: flags of every crate that is built.
struct RustFlagsCheck: PassageCheck {
    let rule = BuildRules.compilerFlag

    static let variable = "RUSTFLAGS"
    /// What arm64 has under the same name.
    private static let shared: Set<Substring> = ["aes"]

    func findings(in source: PassageSource) -> [Finding] {
        source.passages.flatMap { passage in
            source.code.indices(ofName: Self.variable, in: passage.range).compactMap { place in
                // "$RUSTFLAGS" is what somebody else set.
                guard !"${".utf8.contains(source.code.byte(at: place - 1) ?? 0), !source.isTold(at: place) else {
                    return nil
                }
                let end = min(source.line(at: place).upperBound, passage.range.upperBound)
                guard let flag = Self.flag(source.code.text((place + Self.variable.utf8.count)..<max(end, place + 9))),
                    !source.choosesArchitecture(at: place, in: passage)
                else { return nil }
                // What a pipeline tries on a processor says nothing of what users build.
                let most: Severity = source.isPipeline ? .note : source.dockerfile == nil ? .warning : passage.severity
                return Finding(
                    rule, in: source.text, at: place, severity: flag.isProcessor ? most : min(most, .warning),
                    message: flag.isProcessor
                        ? "\(flag.name) is an x86 processor: rustc for arm64 does not know it"
                        : "\(flag.name) is an x86 feature, and is asked for on arm64 too",
                    remedy: "set it under [target.x86_64-unknown-linux-gnu] in .cargo/config.toml",
                    reference: "https://doc.rust-lang.org/cargo/reference/config.html")
            }
        }
    }

    /// The first processor or feature of x86 in the value of the variable.
    private static func flag(_ value: String) -> (name: Substring, isProcessor: Bool)? {
        for word in value.split(whereSeparator: { " \t\r\n\"',[]".contains($0) }) {
            if let mark = word.firstRange(of: "target-cpu=") {
                let name = word[mark.upperBound...]
                if CompilerFlag("-mcpu=" + name) == .x86 { return (name, true) }
            }
        }
        let marks = value.split(whereSeparator: { " \t\r\n\"'[]".contains($0) })
            .compactMap { word in word.firstRange(of: "target-feature=").map { word[$0.upperBound...] } }
        for feature in marks.flatMap({ $0.split(separator: ",") }) where feature.hasPrefix("+") {
            let name = feature.dropFirst()
            if !shared.contains(name), CompilerFlag("-m" + name) == .x86 { return (name, false) }
        }
        return nil
    }
}
