import Reporting
import ScanModel

/// Compares assembly files with what stands beside them.
struct AssemblyCheck {
    private typealias Entry = (path: String, file: AssemblyFile, finding: Finding)

    private let facts: [FileFact<AssemblyAnalysis.Fact>]
    /// Assembly files with a finding that are units of their own, for Linux.
    private let entries: [Entry]
    /// Whether there is code in another language, as far as this analysis sees.
    private let hasCompiled: Bool

    init(_ facts: [FileFact<AssemblyAnalysis.Fact>]) {
        self.facts = facts
        hasCompiled = facts.contains { fact in
            switch fact.fact {
            case .compiled: true
            // Builds of Rust and Python, and of Go by way of C.
            case .build: [".rs", ".py", ".gyp", ".gypi"].contains { fact.path.hasSuffix($0) }
            case .assembly, .header: false
            }
        }
        var included: Set<String> = []
        var entries: [Entry] = []
        for fact in facts {
            guard case .assembly(let file) = fact.fact else { continue }
            included.formUnion(file.includes)
            if let finding = file.finding { entries.append((path: fact.path, file: file, finding: finding)) }
        }
        var isForOtherSystem: [Substring: Bool] = [:]
        self.entries = entries.filter { entry in
            // What other files take in is judged with them.
            guard included.isEmpty || !included.contains(FileName(path: entry.path).name) else { return false }
            let folder = TwinPlace.folder(of: entry.path)
            if let known = isForOtherSystem[folder] { return !known }
            let isOther =
                folder.utf8.split(separator: UInt8(ascii: "/"))
                .contains { ArchitectureWords.namesOtherSystem(Substring($0)) }
                || ArchitecturePlace.namesOtherSystem(folder + "/")
            isForOtherSystem[folder] = isOther
            return !isOther
        }.filter { !ArchitecturePlace.namesOtherSystem($0.path) }
    }

    func findings() -> [Finding] {
        let x86 = entries.filter { $0.file.kind == .x86 }
        guard !x86.isEmpty else { return entries.map { $0.finding } }
        var twins = AssemblyTwins(facts, exports: x86.reduce(into: []) { $0.formUnion($1.file.exports) })
        var compiled: CompiledNames?
        var conditional: Set<String>?
        let places = AssemblyPlaces(facts)
        var result: [Finding] = []
        var optional: [Substring: [Finding]] = [:]
        for entry in entries {
            guard entry.file.kind == .x86 else {
                result.append(entry.finding)
                continue
            }
            if twins.contain(entry.path, exports: entry.file.exports)
                || TwinPlace.isForOthers(FileName(path: entry.path))
            {
                continue
            }
            if isProgram(entry), !twins.areForOthers, !places.isForX86(entry.path) {
                result.append(Self.judged(entry.finding, .blocker))
                continue
            }
            // Whether a build for another architecture does without the file: what is easily told comes first. What
            // stands in "contrib" is there for those who ask for it.
            if entry.path.contains("contrib/") || entry.file.usesDispatchMacros || twins.hasSiblingFolder(entry.path)
                || haveTwin(of: entry.path, &compiled) || isConditional(entry.path, &conditional)
                || places.isForX86(entry.path)
            {
                optional[TwinPlace.folder(of: entry.path), default: []].append(entry.finding)
            } else {
                let isFirmware = twins.areForOthers && places.isFirmware(entry.path)
                result.append(
                    isFirmware
                        ? Self.judged(entry.finding, min(entry.finding.severity, .warning)) : entry.finding)
            }
        }
        return result + optional.sorted { $0.key < $1.key }.compactMap { Self.note($0.value) }
    }

    private func haveTwin(of path: String, _ compiled: inout CompiledNames?) -> Bool {
        let names = compiled ?? CompiledNames(facts)
        compiled = names
        return names.haveTwin(of: path)
    }

    /// Whether a build file takes it under a condition.
    private func isConditional(_ path: String, _ conditional: inout Set<String>?) -> Bool {
        let sources =
            conditional
            ?? facts.reduce(into: []) { sources, fact in
                if case .build(let named, _) = fact.fact { sources.formUnion(named) }
            }
        conditional = sources
        let stem = TwinName.stem(FileName(path: path))
        if sources.contains(String(stem)) { return true }
        // "boot-x86_64.S" of "boot-$(TARGET_ARCH).o".
        return stem.indices.contains { sources.contains(stem[..<$0] + "*") && TwinPlace.isForX86(String(stem[$0...])) }
    }

    private static let entryPoints = ["_start", "start", "main", "_main"].map { NameHash.of($0.utf8) }

    /// Whether a file is where a program starts, in a project that has nothing else that could: whatever the build says
    /// of architectures, there is nothing for another one.
    private func isProgram(_ entry: Entry) -> Bool {
        entry.file.isForLinux && !entry.file.exports.isDisjoint(with: Self.entryPoints) && !hasCompiled
            && !FileName(path: entry.path).isAside && !ArchitecturePlace(entry.path).isForAnother
    }

    private static func judged(_ finding: Finding, _ severity: Severity) -> Finding {
        Finding(
            rule: finding.rule, severity: severity, file: finding.file, line: finding.line,
            column: finding.column, snippet: finding.snippet, message: finding.message, remedy: finding.remedy,
            reference: finding.reference)
    }

    /// One note for a folder: there may be hundreds of files in it.
    private static func note(_ findings: [Finding]) -> Finding? {
        guard let first = findings.first else { return nil }
        let files = findings.count == 1 ? "x86 assembly" : "x86 assembly, in \(findings.count) files of this folder"
        return Finding(
            rule: first.rule, severity: .note, file: first.file, line: first.line, column: first.column,
            snippet: first.snippet, message: "\(files): other processors are built without it",
            remedy: "nothing has to change; an aarch64 version may make it faster", reference: first.reference)
    }
}
