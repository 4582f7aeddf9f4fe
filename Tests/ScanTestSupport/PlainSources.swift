import ScanModel

/// Analyses that are not asked about plain sources: a scan leaves them out for ``FileName/isPlainSource``.
package enum PlainSources {
    private static let names = [
        "sum", "makefile", "build", "setup", "package", "config", "cargo", "x86/sum_amd64", "compose",
    ]
    private static let endings = ["c", "h", "cc", "cpp", "cxx", "hpp", "s", "asm", "go"]

    /// - Returns: each file that one of the analyses wants after all, with the analysis.
    package static func missed(by analyses: [any Analysis]) -> [String] {
        let files = names.flatMap { name in endings.map { FileName(path: "src/\(name).\($0)") } }
        return analyses.filter { !$0.seesPlainSources }.flatMap { analysis in
            files.filter { file in
                if case .none = analysis.interest(in: file) { false } else { true }
            }.map { "\(type(of: analysis)) \($0.path)" }
        }
    }
}
