import Reporting
import ScanModel

/// Judges all files of C together.
struct CFamilyJudge {
    private let paths: [String]
    private let facts: [Int: CSourceFact]
    private let graph: IncludeGraph
    private let macros: ProjectMacros
    /// Files that are no part of a build for arm64.
    private var leftOut: Set<Int>
    private let translated: Set<Int>
    private let ownIntrinsics: Set<UInt64>
    private let assemblyMacros: Set<UInt64>
    private let mapsMemory: Bool
    private let makesCharSigned: Bool
    private let knowsARM64: Bool
    private let layout: ProjectLayout

    init(_ all: [FileFact<CFamilyFact>]) {
        var paths: [String] = []
        var facts: [Int: CSourceFact] = [:]
        var builds: [(path: String, fact: BuildFact)] = []
        for file in all {
            switch file.fact {
            case .build(let fact): builds.append((file.path, fact))
            case .buildNamed: continue
            case .named: paths.append(file.path)
            case .source(let fact):
                facts[paths.count] = fact
                paths.append(file.path)
            }
        }
        let layout = ProjectLayout(
            paths: paths, builds: builds, knowsARM64: facts.values.contains { $0.knowsARM64 })
        self.layout = layout
        knowsARM64 = layout.knowsARM64
        let leftOut = Set(facts.keys.filter { layout.isLeftOut($0) })
        let graph = IncludeGraph(paths: paths, facts: facts)
        let compiled = facts.filter { !leftOut.contains($0.key) }.sorted { $0.key < $1.key }
        let isTrusted = Self.isTrusted(paths)
        macros = ProjectMacros(
            compiled.map { (file: $0.key, fact: $0.value, isTrusted: isTrusted($0.key)) },
            dead: leftOut.sorted().compactMap { facts[$0] },
            settings: builds.reduce(into: []) { $0.formUnion($1.fact.definitions) },
            x86Settings: builds.reduce(into: []) { $0.formUnion($1.fact.x86Definitions) })
        self.paths = paths
        self.facts = facts
        self.graph = graph
        self.leftOut = leftOut
        translated = Self.translated(facts, graph, paths)
        ownIntrinsics = compiled.reduce(into: []) { $0.formUnion($1.value.ownIntrinsics) }
        assemblyMacros = facts.values.reduce(into: []) { $0.formUnion($1.assemblyMacros) }
        mapsMemory = facts.values.contains { $0.mapsMemory }
        makesCharSigned = builds.contains { $0.fact.makesCharSigned }
        addIncludedForX86()
    }

    /// Whether what a file defines holds for the project: an example of settings, or one of several, says little.
    private static func isTrusted(_ paths: [String]) -> (Int) -> Bool {
        var names: [Substring: Int] = [:]
        for path in paths { names[path.lastPathPart, default: 0] += 1 }
        return { index in
            let path = paths[index]
            let isExample = path.hasPrefix("IDE/") || path.contains("/IDE/") || isAside(path)
            return !isExample && names[path.lastPathPart] == 1
        }
    }

    /// Files that get x86's intrinsics from a translating header, themselves or through another header.
    private static func translated(_ facts: [Int: CSourceFact], _ graph: IncludeGraph, _ paths: [String]) -> Set<Int> {
        var found = Set(
            facts.keys.filter {
                facts[$0]?.translatesIntrinsics == true || X86Headers.translatesIntrinsics(paths[$0])
            })
        var open = Array(found)
        while let index = open.popLast() {
            for edge in graph.includers[index] ?? [] where found.insert(edge.from).inserted { open.append(edge.from) }
        }
        return found
    }

    /// Files that others include, but none of them on arm64.
    private mutating func addIncludedForX86() {
        var isChanged = true
        var rounds = 0
        while isChanged, rounds < 16 {
            isChanged = false
            rounds += 1
            for index in facts.keys.sorted() where !leftOut.contains(index) {
                guard let edges = graph.includers[index], !edges.isEmpty else { continue }
                let isDead = edges.allSatisfy {
                    leftOut.contains($0.from) || macros.liveness($0.condition, in: $0.from) == .dead
                }
                if isDead {
                    leftOut.insert(index)
                    isChanged = true
                }
            }
        }
    }

    func findings() -> [Finding] {
        facts.sorted { $0.key < $1.key }.flatMap { index, fact in
            leftOut.contains(index) ? [] : findings(in: fact, index)
        }
    }

    /// A file that is full of x86 is told of so many kinds.
    private static let limit = 8

    private func findings(in fact: CSourceFact, _ index: Int) -> [Finding] {
        let isAside = Self.isAside(paths[index])
        let isPorted = layout.isPorted(index)
        let isUnlisted = graph.includers[index] == nil && layout.isUnlisted(index)
        var groups: [String: Int] = [:]
        var found: [(finding: Finding, severity: Severity, count: Int)] = []
        for candidate in fact.candidates where isMet(candidate.requirement, index) {
            // A source for arm64 may have other faults, but it is not written for x86.
            if isPorted, !CFamilyRules.behaviour.contains(candidate.finding.rule) { continue }
            guard var severity = severity(of: candidate, index) else { continue }
            if isAside { severity = severity.lowered }
            if isUnlisted { severity = .note }
            let key = candidate.finding.rule + " " + candidate.family
            if let place = groups[key] {
                found[place].count += candidate.count
                found[place].severity = max(found[place].severity, severity)
            } else {
                groups[key] = found.count
                found.append((candidate.finding, severity, candidate.count))
            }
        }
        found.sort { ($0.finding.line ?? 0, $0.finding.column ?? 0) < ($1.finding.line ?? 0, $1.finding.column ?? 0) }
        return found.prefix(Self.limit).map { Self.finding($0.finding, $0.severity, count: $0.count) }
    }

    private static func finding(_ finding: Finding, _ severity: Severity, count: Int) -> Finding {
        let more = count > 1 ? "; \(count - 1) more like it in this file" : ""
        return Finding(
            rule: finding.rule, severity: severity, file: finding.file, line: finding.line, column: finding.column,
            snippet: finding.snippet, message: finding.message + more, remedy: finding.remedy,
            reference: finding.reference)
    }

    private func severity(of candidate: CandidateFinding, _ index: Int) -> Severity? {
        var severity = candidate.finding.severity
        let isRefusal = candidate.finding.rule == CFamilyRules.refusal.id
        switch macros.liveness(candidate.condition, in: index) {
        case .dead: return nil
        case .certain: break
        // An #error behind a setting that nobody knows is mostly about the setting.
        case .likely: if isRefusal { severity = .note }
        case .possible:
            // Nobody needs to know what may be, if at all, worth knowing.
            if isRefusal || severity == .note { return nil }
            if severity == .blocker { severity = knowsARM64 ? .note : .warning }
        }
        // A name that promises arm64 is no proof that an #error is reached.
        if isRefusal {
            switch macros.liveness(candidate.condition, in: index, trustsNames: false) {
            case .dead, .possible: return nil
            case .certain, .likely: break
            }
        }
        return severity
    }

    private static let asideWords: Set<Substring> = ["test", "tests", "contrib", "checks", "conftest", "conftests"]

    private static func isAside(_ path: String) -> Bool {
        let file = FileName(path: path)
        return file.isAside
            || file.folders.contains { folder in
                folder.lowercased().split { " _-.".contains($0) }.contains { asideWords.contains($0) }
            }
    }

    private func isMet(_ requirement: CandidateFinding.Requirement, _ index: Int) -> Bool {
        switch requirement {
        case .nothing: true
        case .foreignHeader(let name): graph.files(named: name, from: nil).isEmpty
        case .noTranslation(let name): !translated.contains(index) && !ownIntrinsics.contains(name)
        case .mapsMemory: mapsMemory
        case .unsignedChar: !makesCharSigned
        case .assemblyMacro(let name): assemblyMacros.contains(name)
        }
    }
}
