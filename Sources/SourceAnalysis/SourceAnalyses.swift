import ScanModel

/// All that is known of programs' sources.
package enum SourceAnalyses {
    package static let all: [any Analysis] = [
        AssemblyAnalysis(),
        CFamilyAnalysis(),
        GoAnalysis(),
        OtherNativeAnalysis(),
        RustAnalysis(),
        LanguageVersionAnalysis(),
        ScriptAnalysis(),
    ]
}
