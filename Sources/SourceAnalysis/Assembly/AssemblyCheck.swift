import Reporting
import ScanModel

/// Compares assembly files with what stands beside them.
struct AssemblyCheck {
    private struct Entry {
        let path: String
        let file: AssemblyFile
    }

    private var entries: [Entry] = []
    /// Names and exported symbols of assembly for other processors.
    private var portedNames: Set<String> = []
    private var portedSymbols: Set<String> = []
    /// Names of C files, with their folder.
    private var compiledNames: Set<String> = []
    private var conditional: Set<String> = []
    /// Sources of firmware that its modules have for x86 only.
    private var modules: Set<String> = []
    private var folders = ProjectFolders([], settings: [])
    private var included: Set<String> = []
    private var known: Set<String> = []
    /// Folders that have something for another processor in them, or not far below.
    private var portedPlaces: Set<String> = []

    private static let architectureFolders: Set<String> = [
        "x86", "x86_64", "x86-64", "amd64", "i386", "i586", "i686", "ia32", "x64", "x32", "intel", "x86_32", "mmx",
        "sse", "sse2", "sse3", "ssse3", "sse4", "avx", "avx2", "avx512", "nehalem", "sandy2x", "sandybridge", "haswell",
        "skylake", "zen", "zen2", "k8", "core2",
    ]
    private static let otherFolders: Set<String> = [
        "aarch64", "arm", "arm64", "armv7", "armv8", "neon", "ppc", "ppc64", "powerpc", "powerpc64", "power", "mips",
        "mips64", "riscv", "riscv64", "riscv32", "s390", "s390x", "sparc", "sparc64", "alpha", "ia64", "loongarch",
        "loongarch64", "generic", "noarch", "c", "ref", "ref10", "portable", "scalar", "wasm", "m68k", "pa32", "a64",
        "sh",
    ]

    /// Whether a file is for another processor by its folder.
    static func isForOthers(_ file: FileName) -> Bool {
        file.folders.last.map { otherFolders.contains($0.lowercased()) } ?? false
    }

    init(_ facts: [FileFact<AssemblyAnalysis.Fact>]) {
        var builds: [(path: String, fact: BuildFact)] = []
        for fact in facts {
            switch fact.fact {
            case .build(let sources, let folders):
                conditional.formUnion(sources)
                if let folders { builds.append((fact.path, folders)) }
            case .header: note(folderOf: fact.path)
            case .compiled(let functions):
                note(folderOf: fact.path)
                compiledNames.insert(Self.place(fact.path, up: 0) + "/" + TwinName.of(fact.path))
                portedSymbols.formUnion(functions)
            case .assembly(let file):
                note(folderOf: fact.path)
                entries.append(Entry(path: fact.path, file: file))
                included.formUnion(file.includes)
                guard file.kind == .other else { continue }
                portedNames.insert(Self.twinName(fact.path))
                portedSymbols.formUnion(file.exports)
            }
        }
        folders = ProjectFolders(builds, settings: [])
        for (path, fact) in builds where path.hasSuffix(".inf") {
            for source in fact.x86Sources { modules.insert(Self.module(path, source)) }
        }
    }

    /// A source of a firmware's module, by its path.
    private static func module(_ path: String, _ source: String) -> String {
        String(FileName(path: path).folder) + "/" + source
    }

    func findings() -> [Finding] {
        var result: [Finding] = []
        var optional: [String: [Finding]] = [:]
        for entry in entries {
            // What other files take in is judged with them.
            guard let finding = entry.file.finding, !included.contains(FileName(path: entry.path).name) else {
                continue
            }
            if entry.file.kind != .x86 {
                result.append(finding)
            } else if !hasTwin(entry), !Self.isForOthers(FileName(path: entry.path)) {
                if isOptional(entry) {
                    optional[String(FileName(path: entry.path).folder), default: []].append(finding)
                } else {
                    result.append(isFirmware(entry.path) ? Self.lowered(finding) : finding)
                }
            }
        }
        return result + optional.sorted { $0.key < $1.key }.compactMap { Self.note($0.value) }
    }

    /// Whether it starts a guest or another machine: the program around it knows other processors.
    private func isFirmware(_ path: String) -> Bool {
        !(portedPlaces.isEmpty && portedNames.isEmpty) && folders.isFirmware(path)
    }

    private static func lowered(_ finding: Finding) -> Finding {
        Finding(
            rule: finding.rule, severity: min(finding.severity, .warning), file: finding.file, line: finding.line,
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

    private func hasTwin(_ entry: Entry) -> Bool {
        let name = Self.twinName(entry.path)
        return portedNames.contains(name) || !portedSymbols.isDisjoint(with: entry.file.exports)
    }

    /// Whether a build for another architecture does without the file.
    private func isOptional(_ entry: Entry) -> Bool {
        // What stands in "contrib" is there for those who ask for it.
        entry.path.contains("contrib/") || entry.file.usesDispatchMacros || hasSiblingFolder(entry.path)
            || hasCompiledTwin(entry.path) || folders.isForX86(entry.path)
            || modules.contains(String(entry.path.dropLast(FileName(path: entry.path).ending.utf8.count + 1)))
            || Self.isTestForX86(entry.path)
            || conditional.contains(Self.stem(entry.path))
    }

    /// What a suite of tests assembles for x86 by name: `testsuite/ld-x86-64/tls.s`.
    private static func isTestForX86(_ path: String) -> Bool {
        let file = FileName(path: path)
        return file.isAside && file.folders.contains { ["testsuite", "testsuites"].contains($0.lowercased()) }
            && ArchitectureWords.namesX86(path.split { "/_".contains($0) }.joined(separator: " "))
    }

    /// `x86/sum.asm` where there is an `arm` folder, or one of C, beside `x86` or not far from there.
    private func hasSiblingFolder(_ path: String) -> Bool {
        let parts = FileName(path: path).folders.map { $0.lowercased() }
        return parts.indices.contains { index in
            let part = parts[index]
            guard Self.architectureFolders.contains(part) || ArchitectureWords.namesX86(part) else { return false }
            return Self.surroundings(of: parts[..<index]).contains { portedPlaces.contains($0) }
        }
    }

    /// A folder and some of those that it is in, the top one only when nothing is between.
    private static func surroundings(of parts: ArraySlice<String>) -> [String] {
        let counts = stride(from: parts.count, through: max(parts.isEmpty ? 0 : 1, parts.count - 3), by: -1)
        return counts.map { parts[..<$0].joined(separator: "/") }
    }

    private func hasCompiledTwin(_ path: String) -> Bool {
        let name = TwinName.of(path)
        guard !name.isEmpty else { return false }
        return (0...1).contains { compiledNames.contains(Self.place(path, up: $0) + "/" + name) }
    }

    private mutating func note(folderOf path: String) {
        let folder = String(FileName(path: path).folder)
        guard known.insert(folder).inserted else { return }
        let parts = folder.lowercased().split(separator: "/").map { String($0) }
        for index in parts.indices
        where Self.otherFolders.contains(parts[index]) || ArchitectureWords.namesARM64(parts[index]) {
            portedPlaces.formUnion(Self.surroundings(of: parts[..<index]))
        }
    }

    /// A name that is nothing but an architecture is told from others by its folder.
    private static func twinName(_ path: String) -> String {
        let name = TwinName.of(path)
        return name.isEmpty ? place(path, up: 0) + "/" : name
    }

    /// The folder of a file without architecture words, or one further up.
    private static func place(_ path: String, up levels: Int) -> String {
        let parts = FileName(path: path).folders.map { $0.lowercased() }
        let kept = parts.filter { !architectureFolders.contains($0) && !otherFolders.contains($0) }
        return kept.dropLast(levels).joined(separator: "/")
    }

    private static func stem(_ path: String) -> String {
        let file = FileName(path: path)
        return file.ending.isEmpty ? file.name : String(file.name.dropLast(file.ending.utf8.count + 1))
    }
}
