import Reporting
import ScanModel

/// `.cargo/config.toml` and `rust-toolchain.toml`.
enum CargoSettingsCheck {
    private static let lineLimit = 4096

    static func findings(in text: SourceText, isToolchain: Bool) -> [Finding] {
        var result: [Finding] = []
        var table = ""
        for number in 1...max(1, text.lineCount) {
            let range = text.range(ofLine: number)
            guard range.count <= lineLimit else { continue }
            let line = String(decoding: text.bytes[range], as: UTF8.self)
            let content = line.prefix { $0 != "#" }.drop { $0 == " " || $0 == "\t" }
            if content.hasPrefix("[") {
                table = content.filter { !"[]\"' \t\r".contains($0) }
                continue
            }
            let finding = isToolchain ? toolchain(content) : setting(content, table)
            if let finding {
                let offset = range.lowerBound + (line.utf8.count - line.drop { $0 == " " || $0 == "\t" }.utf8.count)
                result.append(
                    Finding(RustRules.build, in: text, at: offset, severity: finding.0, message: finding.1))
            }
        }
        return result
    }

    /// The names by which the programs of a package call its crates: those of the package and of its library.
    static func crateNames(in manifest: SourceText) -> [String] {
        var names: [String] = []
        var table = ""
        for range in manifest.lineRanges where range.count <= lineLimit {
            let line = String(decoding: manifest.bytes[range], as: UTF8.self).filter { !" \t\r\"'".contains($0) }
            if line.hasPrefix("[") { table = line }
            if table == "[package]" || table == "[lib]", line.hasPrefix("name=") {
                names.append(String(line.dropFirst(5).prefix { $0 != "#" }.map { $0 == "-" ? "_" : $0 }))
            }
        }
        return names
    }

    /// Crates that a manifest asks for on x86 alone, by the names that programs call them; not those that are optional.
    static func dependenciesForX86(in manifest: SourceText) -> [RustFile.Dependency] {
        guard manifest.bytes.contains("target_arch", in: 0..<manifest.bytes.count) else { return [] }
        var forX86: [RustFile.Dependency] = []
        var others: Set<String> = []
        var table = ""
        for range in manifest.lineRanges where range.count <= lineLimit {
            let line = String(decoding: manifest.bytes[range], as: UTF8.self).filter { !" \t\r\"'".contains($0) }
            if line.hasPrefix("[") { table = line }
            guard table.contains("dependencies"), let name = dependency(line, table) else { continue }
            if isForX86(table) {
                guard !line.contains("optional=true") else { continue }
                forX86.append(RustFile.Dependency(name: name, place: SourcePlace(manifest, at: range.lowerBound)))
            } else if !table.hasPrefix("[build-") && !table.hasPrefix("[target.cfg(windows") {
                others.insert(name)
            }
        }
        return forX86.filter { !others.contains($0.name) }
    }

    /// `[target.cfg(target_arch=x86_64).dependencies]`, without its quotes and spaces.
    private static func isForX86(_ table: String) -> Bool {
        table.hasPrefix("[target.") && table.contains("target_arch=x86") && !table.contains("aarch64")
            && !table.contains("not(") && !table.contains("build-dependencies")
    }

    /// The crate that a line in a table of dependencies, or the head of a crate's own table, names.
    private static func dependency(_ line: String, _ table: String) -> String? {
        let name: Substring
        if line.hasPrefix("[") {
            guard let head = line.firstRange(of: "dependencies.") else { return nil }
            name = line[head.upperBound...].prefix { $0 != "]" }
        } else {
            guard table.hasSuffix("dependencies]") else { return nil }
            name = line.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        }
        return name.isEmpty ? nil : String(name.map { $0 == "-" ? "_" : $0 })
    }

    private static func toolchain(_ line: Substring) -> (Severity, String)? {
        let key = line.prefix { $0.isLetter }
        if key == "channel", ArchitectureWords.namesX86(line), line.contains("linux") {
            return (.warning, "the toolchain is named with x86's target: it does not run on arm64")
        }
        // More targets can be added by hand; the one of the machine is always there.
        guard key == "targets", line.contains("x86_64-unknown-linux"), !line.contains("aarch64") else { return nil }
        return (.note, "the standard library is installed for x86 targets only")
    }

    private static func setting(_ line: Substring, _ table: String) -> (Severity, String)? {
        let key = line.prefix { $0.isLetter || $0 == "-" || $0 == "_" || $0 == "." }
        let isForAll = table == "build" || (table.hasPrefix("target.cfg") && !table.contains("target_arch"))
        if table == "build" || key.hasPrefix("build."), key == "target" || key == "build.target",
            line.contains("x86_64-"), !line.contains("aarch64-")
        {
            return (.warning, "every build is for x86_64, on arm64 machines too")
        }
        // A list over several lines: its values stand for themselves.
        guard isForAll || key == "build.rustflags" || key == "RUSTFLAGS" else { return nil }
        return flags(line)
    }

    private static func flags(_ line: Substring) -> (Severity, String)? {
        let words = line.split { " \t\r\"',[]".contains($0) }
        for word in words {
            if let name = word.components(after: "target-cpu=") {
                if name == "native" { return (.note, "programs are made for the processor that builds them") }
                if X86Flags.namesProcessor(name) {
                    return (.blocker, "\(name) is an x86 processor: rustc for arm64 does not know it")
                }
            }
            if word.components(after: "target-feature=") != nil {
                let features = words.flatMap { $0.split { $0 == "=" || $0 == "," } }.filter { $0.hasPrefix("+") }
                if let feature = features.first(where: { RustCondition.isX86Feature($0.dropFirst()) }) {
                    return (.warning, "\(feature.dropFirst()) is an x86 feature, and is asked for on arm64 too")
                }
            }
        }
        return nil
    }
}

extension Substring {
    fileprivate func components(after prefix: String) -> Substring? {
        let text = hasPrefix("-C") ? dropFirst(2) : self
        return text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : nil
    }
}
