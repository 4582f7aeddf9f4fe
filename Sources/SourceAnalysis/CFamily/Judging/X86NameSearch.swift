import ScanModel

/// Names that files declare for x86 alone, and what the other files of the project have to say of them.
final class X86NameSearch: Sendable {
    /// What each name is.
    let kinds: [UInt64: X86Declarations.Kind]

    private init(_ kinds: [UInt64: X86Declarations.Kind]) { self.kinds = kinds }

    /// With more names than these somebody writes for x86, and guards what he calls.
    private static let nameLimit = 256
    /// In more files than these nobody looks for a name.
    private static let fileLimit = 4000

    /// Which sources are searched.
    enum Part {
        /// Those that were read and ask for arm64: mostly one of them gives it the name, and nothing is left to search for.
        case askingForARM64
        /// All others, read or not.
        case others
    }

    /// - Parameter part: first those that ask for arm64, then, with what they said, the others.
    /// - Returns: the sources in which one of the names stands that nobody gives to arm64; none where no name is declared
    ///   so.
    static func files(_ facts: [FileFact<CFamilyFact>], _ part: Part) -> [FurtherFile] {
        var names: [String: X86Declarations.Kind] = [:]
        // What is one thing here and another one there is two things.
        var ambiguous: Set<String> = []
        var headers: Set<String> = []
        for case (let path, .source(let source)) in facts.lazy.map({ ($0.path, $0.fact) })
        where !source.x86Names.isEmpty {
            let place = ArchitecturePlace(path)
            // A file that is named for x86 alone may be built on every machine.
            guard !place.isInNamedFolder, !place.isForAnother, !ProjectDefinitions.isAside(FileName(path: path)) else {
                continue
            }
            if !X86Name.sources.contains(FileName(path: path).ending) { headers.insert(String(path.lastPathPart)) }
            for name in source.x86Names where names.count < nameLimit {
                if let kind = names.updateValue(name.kind, forKey: name.name), kind != name.kind {
                    ambiguous.insert(name.name)
                }
            }
        }
        for name in ambiguous { names[name] = nil }
        if part == .others {
            for case .source(let source) in facts.lazy.map({ $0.fact }) where !source.givenNames.isEmpty {
                names = names.filter { !source.givenNames.contains(NameHash.of($0.key.utf8)) }
            }
        }
        guard !names.isEmpty, facts.count(where: { Self.part($0) != nil }) <= fileLimit else { return [] }
        let paths = facts.filter { Self.part($0) == part }.map { $0.path }
        // A header on the way to one that declares them has none of the names in it.
        let words = LiteralSet(names.keys.sorted() + headers.sorted())
        let search = X86NameSearch(
            Dictionary(names.map { (NameHash.of($0.key.utf8), $0.value) }) { first, _ in first })
        return paths.map { FurtherFile(path: $0, words: words, question: search) }
    }

    /// - Returns: nil for what is no source, or was searched already.
    private static func part(_ fact: FileFact<CFamilyFact>) -> Part? {
        switch fact.fact {
        case .named: .others
        // What was read of an assembly file, for what it includes, is kept.
        case .source(let source):
            CFamilyLanguage(FileName(path: fact.path)) == .assembly
                ? nil : source.knowsARM64 ? .askingForARM64 : .others
        case .mentioned, .build, .buildNamed: nil
        }
    }

    /// The names that stand in a text of another language.
    func mentions(in bytes: [UInt8]) -> Set<UInt64> {
        var found: Set<UInt64> = []
        for word in bytes.split(whereSeparator: { !$0.isASCIILetterOrDigit && $0 != UInt8(ascii: "_") }) {
            // Some systems put an underscore before the names of C.
            for name in [word, word.drop { $0 == UInt8(ascii: "_") }] where kinds[NameHash.of(name)] != nil {
                found.insert(NameHash.of(name))
            }
        }
        return found
    }

    /// What a source says: its uses go to the collector.
    /// - Returns: the names that it gives to arm64 itself, or asks for.
    func examine(_ source: CSource, _ collector: inout CandidateCollector) -> Set<UInt64> {
        var given = source.askedNames.filter { kinds[$0] != nil }
        for definition in source.definitions where source.regions[Int(definition.region)].known != .no {
            let name = NameHash.of(source.bytes[definition.name])
            if kinds[name] != nil { given.insert(name) }
        }
        for pragma in source.pragmas where source.text(pragma.range).contains("weak") {
            given.formUnion(mentions(in: Array(source.bytes[pragma.range.clamped(to: source.bytes.indices)])))
        }
        var uses: [(token: CToken, name: UInt64)] = []
        // What stands in a macro counts where the macro is used.
        var isInMacro = false
        for (index, token) in source.tokens.enumerated() {
            if token.kind == .macroStart || token.kind == .macroEnd { isInMacro = token.kind == .macroStart }
            guard token.kind == .identifier, token.word == .other else { continue }
            let name = NameHash.of(source.bytes[token.range])
            guard let kind = kinds[name] else { continue }
            if isInMacro {
                // A macro may make the function: `#define DEFINE_ALL DEFINE(fast_sum)`.
                if kind == .function, !source.isPunctuation(UInt8(ascii: "("), at: index + 1) { given.insert(name) }
                continue
            }
            switch NameUse.of(index, kind, in: source) {
            case .declaration: given.insert(name)
            case .use where source.regions[Int(token.region)].known == .yes: uses.append((token, name))
            case .neither where kind == .function && source.isPunctuation(UInt8(ascii: "("), at: index - 1):
                given.insert(name)
            case .use, .prototype, .neither: continue
            }
        }
        for (token, name) in uses where source.namesForX86[name] == nil && !given.contains(name) {
            let text = source.text(token)
            collector.add(
                CFamilyRules.onlyName, at: token.range.lowerBound, region: token.region, family: String(text),
                requirement: .givenToX86Alone(name),
                message: "\(text) is not defined on arm64, and used here on every machine")
        }
        return given
    }
}

/// Which names a project gives to x86 alone.
struct ProjectX86Names {
    private struct Place {
        let file: Int
        let line: Int
        /// Whether only those that include the file see the name.
        let isIncluded: Bool
    }

    private var places: [UInt64: [Place]] = [:]
    private let given: Set<UInt64>
    private let graph: IncludeGraph
    private let paths: [String]

    /// - Parameters:
    ///   - given: names that files or settings give to arm64.
    ///   - leftOut: files that are no part of a build for arm64: what is in them is not missed.
    init(_ facts: [Int: CSourceFact], _ graph: IncludeGraph, given: Set<UInt64>, leftOut: Set<Int>, paths: [String]) {
        self.graph = graph
        self.paths = paths
        self.given = facts.values.reduce(into: given) { $0.formUnion($1.givenNames) }
        for (index, fact) in facts.sorted(by: { $0.key < $1.key })
        where !fact.x86Names.isEmpty && !leftOut.contains(index) {
            let isIncluded =
                !X86Name.sources.contains(FileName(path: paths[index]).ending) || !graph.includers[index].isEmpty
            for name in fact.x86Names {
                places[NameHash.of(name.name.utf8), default: []].append(
                    Place(file: index, line: name.line, isIncluded: isIncluded))
            }
        }
    }

    /// Where a name that a file uses is defined, when no machine but x86 gets it.
    /// - Returns: the place for people, `folder/file.h:12`; nil when the name is there, or nobody knows.
    func place(of name: UInt64, usedIn file: Int) -> String? {
        guard !given.contains(name), let all = places[name] else { return nil }
        let seen = all.first { $0.file != file && (!$0.isIncluded || graph.includes($0.file, from: file)) }
        return seen.map { "\(paths[$0.file]):\($0.line)" }
    }
}
