import ScanModel

/// Go sources that do not build on linux/arm64, or refuse to run there: judged by package and symbol.
struct GoAnalysis: Analysis {
    enum Content: Sendable {
        case source(GoFile)
        case assembly(GoAssemblyFile)
        case module(String)
    }

    struct Fact: Sendable {
        let content: Content?
        /// What the file says by itself.
        var findings: [Finding] = []
    }

    private static let assembly = LiteralSet(["TEXT"])

    var rules: [Rule] { GoRules.all }

    func interest(in file: FileName) -> Interest {
        switch file.ending {
        case "go": .always
        case "s": .containing(Self.assembly)
        default: file.name == "go.mod" ? .always : .none
        }
    }

    func examine(_ text: SourceText, _ file: FileName) -> Fact? {
        let name = text.path[
            (text.path.lastIndex(of: "/").map { text.path.index(after: $0) } ?? text.path.startIndex)...]
        switch file.ending {
        case "go": return source(text, file, name)
        case "s": return GoAssemblyFile(text, fileName: name).map { Fact(content: .assembly($0)) }
        default: return GoModules.path(in: text).map { Fact(content: .module($0)) }
        }
    }

    private func source(_ text: SourceText, _ file: FileName, _ name: Substring) -> Fact? {
        var reader = GoReader(text)
        let source = reader.read(name: name)
        // A test is no part of the package that others build.
        let content = name.hasSuffix("_test.go") || source.package.isEmpty ? nil : Content.source(source)
        guard source.availability.arm64.isPossible else {
            return source.availability.isX86Only ? content.map { Fact(content: $0) } : nil
        }
        var fact = Fact(content: content)
        guard source.availability.isInARM64Build else { return fact }
        if let preamble = reader.preamble { fact.findings += CgoCheck(text, preamble: preamble, file).findings() }
        if reader.wantsLook {
            let code = CommentBlanking.slashes(text.bytes)
            fact.findings += GoSystemCallCheck.findings(in: text, code: code, file)
            fact.findings += GoRuntimeCheck.findings(in: text, code: code, file)
            fact.findings += GoRuntimeCheck.embedded(in: text, file)
        }
        return fact.content == nil && fact.findings.isEmpty ? nil : fact
    }

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        Judgement(findings: facts.flatMap { $0.fact.findings } + GoPackageCheck(facts).findings())
    }
}
