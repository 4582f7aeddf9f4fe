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
    /// The files that map memory with a size of pages of this name.
    private let mapping: [UInt64: [Int]]
    private let makesCharSigned: Bool
    private let knowsARM64: Bool
    private let layout: ProjectLayout
    private let filtersARM64: Bool
    private let isForSmallMachine: Bool
    private let sharedBarriers: SharedBarriers
    private let x86Names: ProjectX86Names
    private var unusedHeaders: Set<Int> = []

    init(_ all: [FileFact<CFamilyFact>]) {
        var paths: [String] = []
        var facts: [Int: CSourceFact] = [:]
        var builds: [(path: String, fact: BuildFact)] = []
        // Names that arm64 gets from something else than C.
        var given: Set<UInt64> = []
        for file in all {
            switch file.fact {
            case .build(let fact):
                // What is built on Windows says nothing of Linux.
                if !ArchitecturePlace(file.path).isForAnother { builds.append((file.path, fact)) }
            case .buildNamed: continue
            case .named: paths.append(file.path)
            case .mentioned(let names):
                paths.append(file.path)
                given.formUnion(names)
            case .source(let fact):
                facts[paths.count] = fact
                paths.append(file.path)
            }
        }
        let layout = ProjectLayout(
            paths: paths, builds: builds, knowsARM64: facts.values.contains { $0.knowsARM64 })
        self.layout = layout
        knowsARM64 = layout.knowsARM64
        let graph = IncludeGraph(paths: paths, facts: facts)
        let foreign = Self.foreign(facts, graph)
        let leftOut = Set(
            facts.filter {
                foreign.contains($0.key) || layout.isLeftOut($0.key, asksForARM64: $0.value.knowsARM64)
            }.keys)
        let compiled = facts.filter { !leftOut.contains($0.key) }.sorted { $0.key < $1.key }
        let isTrusted = ProjectDefinitions.isTrusted(paths)
        for build in builds { given.formUnion(build.fact.given) }
        macros = ProjectMacros(
            compiled.filter { !graph.isGenerated($0.key) }.map {
                (
                    file: $0.key, fact: $0.value, isTrusted: isTrusted($0.key),
                    isPrivate: graph.includers[$0.key].isEmpty && CFamilyLanguage.isCompiled(paths[$0.key])
                )
            },
            dead: leftOut.sorted().compactMap { facts[$0] },
            settings: ProjectDefinitions.settings(builds),
            x86Settings: ProjectDefinitions.x86Settings(builds), paths: paths)
        self.paths = paths
        self.facts = facts
        self.graph = graph
        self.leftOut = leftOut
        translated = Self.translated(facts, graph, paths)
        ownIntrinsics = compiled.reduce(into: []) { $0.formUnion($1.value.ownIntrinsics) }
        assemblyMacros = facts.values.reduce(into: []) { $0.formUnion($1.assemblyMacros) }
        mapping = facts.reduce(into: [:]) { mapping, file in
            for name in file.value.pageSizes { mapping[name, default: []].append(file.key) }
        }
        makesCharSigned = builds.contains { $0.fact.makesCharSigned }
        isForSmallMachine = facts.values.contains { $0.isForSmallMachine }
        filtersARM64 = facts.values.contains { $0.filtersARM64 }
        sharedBarriers = SharedBarriers(facts, graph, macros)
        x86Names = ProjectX86Names(facts, graph, given: given, leftOut: leftOut, paths: paths)
        addIncludedForX86()
        unusedHeaders = UnusedHeaders.find(facts, graph, leftOut: leftOut, paths: paths)
    }

    /// Files that include a header of another operating system on every machine, themselves or by way of another file.
    private static func foreign(_ facts: [Int: CSourceFact], _ graph: IncludeGraph) -> Set<Int> {
        var found = Set(
            facts.filter { _, fact in
                fact.includes.contains {
                    $0.condition.known == .yes && OtherSystemHeaders.contains($0.name)
                        && graph.files(named: $0.name).isEmpty
                }
            }.keys)
        var open = Array(found)
        while let index = open.popLast() {
            for edge in graph.includers[index]
            where edge.condition.known == .yes && found.insert(edge.from).inserted {
                open.append(edge.from)
            }
        }
        return found
    }

    /// Files that get x86's intrinsics from a translating header, themselves or through another header.
    private static func translated(_ facts: [Int: CSourceFact], _ graph: IncludeGraph, _ paths: [String]) -> Set<Int> {
        var found = Set(
            facts.keys.filter {
                facts[$0]?.translatesIntrinsics == true || X86Headers.translatesIntrinsics(paths[$0])
            })
        var open = Array(found)
        while let index = open.popLast() {
            for edge in graph.includers[index] where found.insert(edge.from).inserted { open.append(edge.from) }
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
                let edges = graph.includers[index]
                guard !edges.isEmpty else { continue }
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
        } + notesOnX86()
    }

    /// What arm64 is built without, one note for a folder: there may be hundreds of files in it.
    private func notesOnX86() -> [Finding] {
        var folders: [Substring: (first: Finding, files: Int)] = [:]
        for index in leftOut.sorted() where layout.isForX86(index) {
            guard let finding = facts[index]?.candidates.first(where: { isCode($0, index) })?.finding else { continue }
            let folder = ProjectFolders.folder(paths[index])
            folders[folder] = (folders[folder]?.first ?? finding, (folders[folder]?.files ?? 0) + 1)
        }
        return folders.sorted { $0.key < $1.key }.map { _, found in
            let files = found.files == 1 ? "code for x86" : "code for x86, in \(found.files) files of this folder"
            return Finding(
                rule: found.first.rule, severity: .note, file: found.first.file, line: found.first.line,
                column: found.first.column, snippet: found.first.snippet,
                message: "\(files): other processors are built without it",
                remedy: "nothing has to change; NEON may make arm64 faster", reference: found.first.reference)
        }
    }

    /// Whether a candidate in a file that is left out is code that only x86 compiles.
    private func isCode(_ candidate: CandidateFinding, _ index: Int) -> Bool {
        guard candidate.finding.severity == .blocker, candidate.finding.rule != CFamilyRules.refusal.id,
            !CFamilyRules.behaviour.contains(candidate.finding.rule), isMet(candidate.requirement, index)
        else { return false }
        switch macros.liveness(candidate.condition, in: index) {
        case .certain, .likely: return true
        case .possible, .dead: return false
        }
    }

    /// A file that is full of x86 is told of so many kinds.
    private static let limit = 8

    private func findings(in fact: CSourceFact, _ index: Int) -> [Finding] {
        let isAside = ProjectDefinitions.isAside(FileName(path: paths[index])) && !layout.isOnlySource(index)
        let isPorted = layout.isPorted(index)
        let isFirmware = layout.isFirmware(index)
        let isUnlisted = graph.includers[index].isEmpty && (layout.isUnlisted(index) || unusedHeaders.contains(index))
        var groups: [String: Int] = [:]
        var found: [(finding: Finding, severity: Severity, count: Int)] = []
        for candidate in fact.candidates where isMet(candidate.requirement, index) {
            // A source for arm64 may have other faults, but it is not written for x86.
            if isPorted, !CFamilyRules.behaviour.contains(candidate.finding.rule) { continue }
            guard var severity = severity(of: candidate, index) else { continue }
            if isAside { severity = severity.lowered }
            if isFirmware { severity = min(severity, .warning) }
            if isUnlisted { severity = .note }
            let key = candidate.finding.rule + " " + candidate.family
            if let place = groups[key] {
                found[place].count += candidate.count
                found[place].severity = max(found[place].severity, severity)
            } else {
                groups[key] = found.count
                found.append((placed(candidate, index), severity, candidate.count))
            }
        }
        found.sort { ($0.finding.line ?? 0, $0.finding.column ?? 0) < ($1.finding.line ?? 0, $1.finding.column ?? 0) }
        return found.prefix(Self.limit).map { Self.finding($0.finding, $0.severity, count: $0.count) }
    }

    /// A finding with the place that it is about in another file.
    private func placed(_ candidate: CandidateFinding, _ index: Int) -> Finding {
        guard case .givenToX86Alone(let name) = candidate.requirement,
            let place = x86Names.place(of: name, usedIn: index)
        else { return candidate.finding }
        let finding = candidate.finding
        return Finding(
            rule: finding.rule, severity: finding.severity, file: finding.file, line: finding.line,
            column: finding.column, snippet: finding.snippet,
            message:
                "\(candidate.family) is defined in \(place), under conditions for x86 that arm64 does not meet, and used here on every machine",
            remedy: finding.remedy, reference: finding.reference)
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
        // A file that is named for x86 needs no word of its own that it is.
        if isRefusal, severity == .blocker, layout.isNamedForX86(index) { severity = .warning }
        // A name that promises arm64 is no proof that an #error is reached.
        if isRefusal {
            switch macros.liveness(candidate.condition, in: index, trustsNames: false) {
            case .dead, .possible: return nil
            case .certain, .likely: break
            }
        }
        return severity
    }

    private func includesSomethingForARM64(_ index: Int) -> Bool {
        graph.allIncluded(by: index).contains { layout.isNamedForARM64($0) || facts[$0]?.knowsARM64 == true }
    }

    private func isMet(_ requirement: CandidateFinding.Requirement, _ index: Int) -> Bool {
        switch requirement {
        case .nothing: true
        case .foreignHeader(let name): graph.files(named: name).isEmpty
        case .noTranslation(let name): !translated.contains(index) && !ownIntrinsics.contains(name)
        case .mapsMemory(let name): mapping[name]?.contains { graph.includes(index, from: $0) } ?? false
        case .unsignedChar: !makesCharSigned
        case .assemblyMacro(let name): assemblyMacros.contains(name)
        case .foreignMacro(let name): !macros.isDefinedSomewhere(name)
        case .includesNothingForARM64: !includesSomethingForARM64(index)
        case .givenToX86Alone(let name):
            x86Names.place(of: name, usedIn: index) != nil && !includesSomethingForARM64(index)
        case .noSmallMachine: !isForSmallMachine
        case .filtersX86Only: !filtersARM64
        case .ordersOnlyCompiler(let barrier, let flag): sharedBarriers.hold(barrier, flag, in: index, without: leftOut)
        }
    }
}
