import ScanModel

/// Compiled languages that rarely have code for one architecture: each file stands for itself.
struct OtherNativeAnalysis: Analysis {
    private static let dotNet: NameSet = ["cs", "fs", "vb"]

    var rules: [Rule] { OtherNativeRules.all }

    func interest(in file: FileName) -> Interest {
        if Self.dotNet.contains(file.ending) { return .containing(DotNetCheck.words) }
        return NativeLanguage.of(file).map { .containing($0.words) } ?? .none
    }

    func examine(_ text: SourceText, _ file: FileName) -> [Finding]? {
        let findings =
            Self.dotNet.contains(file.ending)
            ? DotNetCheck.findings(in: text, file)
            : NativeLanguage.of(file).map { NativeCheck($0, text, file).findings() } ?? []
        return findings.isEmpty ? nil : findings
    }
}
