import Reporting
import ScanModel

/// C, C++, Objective-C, CUDA, and what of Fortran goes through the preprocessor: what would not compile or work on arm64.
struct CFamilyAnalysis: Analysis {
    var rules: [Rule] { CFamilyRules.all }

    func interest(in file: FileName) -> Interest {
        switch CFamilyLanguage(file) {
        case .c: .namedOrContaining(CFamilyTriggers.source)
        case .fortran: .containing(CFamilyTriggers.fortran)
        case .assembly: .named
        case nil:
            switch BuildFileKind(file) {
            case nil: .none
            // Most trees have nothing for x86, and nobody needs to know how that is built.
            case .brackets: .named
            case .make, .cmake, .meson: .later
            }
        }
    }

    func examine(_ text: SourceText, _ file: FileName) -> CFamilyFact? {
        if let kind = BuildFileKind(file), CFamilyLanguage(file) == nil {
            guard !text.bytes.isEmpty else { return .buildNamed }
            return .build(BuildFileReader.read(text.bytes, kind, path: file.path))
        }
        guard !text.bytes.isEmpty else { return .named }
        let isFortran = CFamilyLanguage(file) == .fortran
        let source = Preprocessor.read(text.bytes, directivesOnly: isFortran || !Self.codeMatters(text))
        var collector = CandidateCollector(source, text)
        ErrorDirectiveCheck.find(in: source, &collector)
        if isFortran {
            FortranCheck.find(in: source, &collector)
        } else {
            for check in Self.checks { check.find(in: source, &collector) }
        }
        return .source(CSourceFact(source, candidates: collector.finished()))
    }

    /// Whether something in the code of a file, and not only in its directives, may be found.
    private static func codeMatters(_ text: SourceText) -> Bool {
        let mayBeFound =
            CFamilyTriggers.code.occurs(in: text.bytes)
            || CFamilyTriggers.negativeNumbers.occurs(in: text.bytes) && CharTables.mayStand(in: text.bytes)
        // What a file for another machine defines may matter to others; its code is not compiled here.
        return mayBeFound && !ArchitecturePlace(text.path).isForAnother
    }

    func further(_ facts: [FileFact<CFamilyFact>], round: Int) -> [FurtherFile] {
        let hasCandidates = facts.contains { fact in
            if case .source(let source) = fact.fact { !source.candidates.isEmpty } else { false }
        }
        guard round == 1, hasCandidates else { return [] }
        return facts.compactMap { fact in
            guard case .buildNamed = fact.fact else { return nil }
            let isBrackets = BuildFileKind(FileName(path: fact.path)) == .brackets
            // Trees of Go and Java have thousands of them.
            return FurtherFile(path: fact.path, words: isBrackets ? CFamilyTriggers.build : nil)
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
            MachineCodeCheck.self,
        ]
    }
}
