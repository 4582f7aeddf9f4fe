import Reporting
import ScanModel

/// C, C++, Objective-C, CUDA, and what of Fortran goes through the preprocessor: what would not compile or work on arm64.
struct CFamilyAnalysis: Analysis {
    var rules: [Rule] { CFamilyRules.all }

    var seesPlainSources: Bool { true }

    func interest(in file: FileName) -> Interest {
        switch CFamilyLanguage(file) {
        case .c: .namedOrContaining(CFamilyTriggers.source)
        case .fortran: .containing(CFamilyTriggers.fortran)
        case .assembly: .named
        case nil:
            // Most trees have nothing for x86, and nobody needs to know how that is built.
            if let kind = BuildFileKind(file) {
                .later(kind.hasConditionsByLines ? nil : CFamilyTriggers.build)
            } else {
                .none
            }
        }
    }

    func examine(_ text: SourceText, _ file: FileName) -> CFamilyFact? {
        if let kind = BuildFileKind(file), CFamilyLanguage(file) == nil {
            guard !text.bytes.isEmpty else { return .buildNamed }
            return .build(BuildFileReader.read(text.bytes, kind, path: file.path))
        }
        guard !text.bytes.isEmpty else { return .named }
        let search = text.question as? X86NameSearch
        if let search, CFamilyLanguage(file) == .assembly { return .mentioned(search.mentions(in: text.bytes)) }
        let isFortran = CFamilyLanguage(file) == .fortran
        var isCodeRead = !isFortran && Self.codeMatters(text)
        var source = Preprocessor.read(text.bytes, directivesOnly: !isCodeRead)
        if !isFortran, !source.chainsForX86.isEmpty, !ArchitecturePlace(text.path).isForAnother {
            let names = X86Declarations.read(source)
            // Whether what is declared for x86 alone is used, only the code tells.
            if !isCodeRead, !names.isEmpty {
                source = Preprocessor.read(text.bytes)
                isCodeRead = true
            }
            source.namesForX86 = names
        }
        var collector = CandidateCollector(source, text)
        ErrorDirectiveCheck.find(in: source, &collector)
        if isFortran {
            FortranCheck.find(in: source, &collector)
        } else {
            for check in Self.checks { check.find(in: source, &collector) }
        }
        let (found, given) = Self.answer(search, source, text, isWhole: isCodeRead)
        return .source(CSourceFact(source, text, candidates: collector.finished() + found, givenNames: given))
    }

    /// What a source says of names that another one declares for x86 alone.
    /// - Parameter isWhole: whether its code was read, and not its directives alone.
    private static func answer(
        _ search: X86NameSearch?, _ source: CSource, _ text: SourceText, isWhole: Bool
    ) -> ([CandidateFinding], Set<UInt64>) {
        guard let search else { return ([], []) }
        var whole = isWhole ? source : Preprocessor.read(text.bytes)
        whole.namesForX86 = source.namesForX86
        var collector = CandidateCollector(whole, text)
        let given = search.examine(whole, &collector)
        return (collector.finished(), given)
    }

    func glance(at bytes: UnsafeRawBufferPointer, _ file: FileName) -> CFamilyFact? {
        CFamilyLanguage(file) == nil && BuildFileKind(file) != nil ? .buildNamed : .named
    }

    /// Whether something in the code of a file, and not only in its directives, may be found.
    private static func codeMatters(_ text: SourceText) -> Bool {
        let mayBeFound =
            text.hasAny(of: CFamilyTriggers.code)
            || text.hasAny(of: CFamilyTriggers.negativeNumbers) && PlainChars.areInTables(in: text.bytes)
            || text.hasAny(of: CFamilyTriggers.quotedInstructions) && QuotedInstructions.mayStand(in: text.bytes)
            || text.hasAny(of: CFamilyTriggers.comparedChars)
                && PlainChars.declared(of: CFamilyTriggers.comparedNames.map { $0.name }, in: text.bytes).contains {
                    CFamilyTriggers.comparedNames[$0].words.occurs(in: text.bytes)
                }
            || PlainChars.areCompared(in: text.bytes)
        // What a file for another machine defines may matter to others; its code is not compiled here.
        return mayBeFound && !ArchitecturePlace(text.path).isForAnother
    }

    func further(_ facts: [FileFact<CFamilyFact>], round: Int) -> [FurtherFile] {
        if round > 3 { return HeaderPathSearch.files(facts) }
        if round > 1 { return X86NameSearch.files(facts, round == 2 ? .askingForARM64 : .others) }
        let candidates = facts.filter { fact in
            guard case .source(let source) = fact.fact else { return false }
            return !source.candidates.isEmpty || !source.x86Names.isEmpty
        }.map { $0.path }
        guard !candidates.isEmpty else { return [] }
        let folders = Self.folders(above: candidates)
        let named = Set(facts.lazy.map { $0.path }.filter { $0.hasSuffix(".am") })
        let builds = facts.compactMap { fact -> FurtherFile? in
            // What automake made of a file says the same at twenty times the length.
            if fact.path.hasSuffix(".in"), named.contains(String(fact.path.dropLast(2)) + "am") { return nil }
            let file = FileName(path: fact.path)
            guard case .buildNamed = fact.fact, let kind = BuildFileKind(file) else { return nil }
            // How tests are built says nothing of what they test, nor of tests elsewhere.
            if file.isInAsideFolder, !folders.contains(file.folder) { return nil }
            // Trees of Go, Java and firmware have thousands of the others.
            return FurtherFile(path: fact.path, words: kind.hasConditionsByLines ? nil : CFamilyTriggers.build)
        }
        return builds + IncluderSearch.files(facts)
    }

    /// The folders that files are in, and those that these are in.
    private static func folders(above paths: [String]) -> Set<Substring> {
        var folders: Set<Substring> = []
        for path in paths {
            var rest = path[...]
            while let slash = rest.lastIndex(ofByte: UInt8(ascii: "/")) {
                rest = rest[..<slash]
                guard folders.insert(rest).inserted else { break }
            }
        }
        return folders
    }

    /// Build files and those that include; twice those that use names; and twice headers on the way between these.
    static let rounds = 5

    static let judgesProjectsApart = true

    func standsAlone(_ facts: [FileFact<CFamilyFact>], in folder: String) -> Bool {
        !facts.contains { fact in
            guard case .source(let source) = fact.fact else { return false }
            // How deep in the project's folder the file stands.
            let depth = fact.path.utf8.dropFirst(folder.utf8.count).count { $0 == UInt8(ascii: "/") }
            return source.includes.contains { include in
                include.name.utf8.split(separator: UInt8(ascii: "/")).count { $0.elementsEqual("..".utf8) } > depth
            }
        }
    }

    func judge(_ facts: [FileFact<CFamilyFact>]) -> Judgement {
        Judgement(findings: CFamilyJudge(facts).findings())
    }

    private static var checks: [any CCheck.Type] {
        [
            HeaderCheck.self, AttributeCheck.self, IntrinsicCheck.self, InlineAssemblyCheck.self,
            MachineInterfaceCheck.self,
            FloatCheck.self, SignedCharCheck.self, PageSizeCheck.self, MemoryOrderCheck.self, MachineNameCheck.self,
            MachineCodeCheck.self, OldSystemCallCheck.self, SystemCallFilterCheck.self, FloatTrapCheck.self,
            LongDoubleLayoutCheck.self, SharedBarrierCheck.self, X86NameCheck.self,
        ]
    }
}
