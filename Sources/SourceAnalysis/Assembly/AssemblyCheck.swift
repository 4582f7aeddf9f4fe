import Reporting
import ScanModel

/// Compares assembly files with what stands beside them.
struct AssemblyCheck {
    private typealias Entry = (path: String, file: AssemblyFile, finding: Finding)

    private let facts: [FileFact<AssemblyAnalysis.Fact>]
    /// Assembly files with a finding that are units of their own, for Linux.
    private let entries: [Entry]

    init(_ facts: [FileFact<AssemblyAnalysis.Fact>]) {
        self.facts = facts
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
            let isOther = folder.utf8.split(separator: UInt8(ascii: "/"))
                .contains { ArchitectureWords.namesOtherSystem(Substring($0)) }
            isForOtherSystem[folder] = isOther
            return !isOther
        }
    }

    func findings() -> [Finding] {
        let x86 = entries.filter { $0.file.kind == .x86 }
        guard !x86.isEmpty else { return entries.map { $0.finding } }
        var twins = AssemblyTwins(facts, exports: x86.reduce(into: []) { $0.formUnion($1.file.exports) })
        var compiled: CompiledNames?
        var conditional: Set<String>?
        var result: [Finding] = []
        var optional: [Substring: [Finding]] = [:]
        for entry in entries {
            guard entry.file.kind == .x86 else {
                result.append(entry.finding)
                continue
            }
            if twins.contain(entry.path, exports: entry.file.exports) { continue }
            // Whether a build for another architecture does without the file: what is easily told comes first. What
            // stands in "contrib" is there for those who ask for it.
            if entry.path.contains("contrib/") || entry.file.usesDispatchMacros || twins.hasSiblingFolder(entry.path)
                || haveTwin(of: entry.path, &compiled) || isConditional(entry.path, &conditional)
            {
                optional[TwinPlace.folder(of: entry.path), default: []].append(entry.finding)
            } else {
                result.append(entry.finding)
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
                if case .build(let named) = fact.fact { sources.formUnion(named) }
            }
        conditional = sources
        return sources.contains(String(TwinName.stem(FileName(path: path))))
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
