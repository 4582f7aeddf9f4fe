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
            // Trees of Go and Java have thousands of them.
            case .brackets, .script, .module, .definitions, .kconfig: .containing(CFamilyTriggers.build)
            case .make, .autoconf, .cmake, .meson: .always
            }
        }
    }

    func examine(_ text: SourceText, _ file: FileName) -> CFamilyFact? {
        if let kind = BuildFileKind(file), CFamilyLanguage(file) == nil {
            return .build(BuildFileReader.read(text.bytes, kind, path: file.path))
        }
        guard !text.bytes.isEmpty else { return .named }
        let isFortran = CFamilyLanguage(file) == .fortran
        let source = Preprocessor.read(text.bytes, isFortran: isFortran)
        var collector = CandidateCollector(source, text)
        ErrorDirectiveCheck.find(in: source, &collector)
        if isFortran {
            FortranCheck.find(in: source, &collector)
        } else {
            for check in Self.checks { check.find(in: source, &collector) }
        }
        return .source(CSourceFact(source, candidates: collector.finished()))
    }

    func further(_ facts: [FileFact<CFamilyFact>], round: Int) -> [FurtherFile] {
        round == 1 ? IncluderSearch.files(facts) : []
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
